import { cidrBlocks } from './cidr';
import { evaluateCondition, namedCondition } from './conditions';
import { substitute } from './substitute';
import { TemplateError } from './template';
import { NO_VALUE, resolveAttribute, resolveRef, type TemplateScope } from './template-scope';

/**
 * The value with every intrinsic function in it resolved. `AWS::NoValue` removes the property or list item that it stands
 * for. Throws `TemplateError` for a function that is unknown, refused or wrongly used.
 */
export function resolve(value: unknown, scope: TemplateScope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const call = intrinsicCall(value);
  if (call) return applyIntrinsic(call.name, call.argument, scope);
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    resolve(member, scope),
  ]);
  return Object.fromEntries(members.filter(([, member]) => member !== NO_VALUE));
}

/** `{ 'Fn::Join': … }` or `{ Ref: … }` as name and argument; undefined for any other object. */
export function intrinsicCall(value: object): { name: string; argument: unknown } | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  if (name !== 'Ref' && !name.startsWith('Fn::')) return undefined;
  return { name, argument: (value as Record<string, unknown>)[name] };
}

type Intrinsic = (argument: unknown, scope: TemplateScope) => unknown;

/** CloudFormation template reference, "Intrinsic function reference". */
const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => resolveRef(text('Ref', argument), scope),
  'Fn::GetAtt': getAttribute,
  'Fn::Sub': (argument, scope) => {
    const [template, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
    return substitute(text('Fn::Sub', template), resolve(variables, scope) as Record<string, unknown>, scope);
  },
  'Fn::Join': (argument, scope) => {
    const [delimiter, items] = list('Fn::Join', resolve(argument, scope));
    return list('Fn::Join', items)
      .map((item) => text('Fn::Join', item))
      .join(text('Fn::Join', delimiter));
  },
  'Fn::Split': (argument, scope) => {
    const [delimiter, source] = list('Fn::Split', resolve(argument, scope));
    return text('Fn::Split', source).split(text('Fn::Split', delimiter));
  },
  'Fn::Select': select,
  'Fn::If': (argument, scope) => {
    const [condition, whenTrue, whenFalse] = list('Fn::If', argument);
    return resolve(namedCondition(text('Fn::If', condition), scope) ? whenTrue : whenFalse, scope);
  },
  'Fn::FindInMap': findInMap,
  'Fn::Base64': (argument, scope) =>
    Buffer.from(text('Fn::Base64', resolve(argument, scope)), 'utf8').toString('base64'),
  'Fn::GetAZs': (argument, scope) => {
    const region = text('Fn::GetAZs', resolve(argument, scope)) || String(scope.pseudo['AWS::Region']);
    return ['a', 'b', 'c'].map((zone) => region + zone);
  },
  'Fn::Cidr': (argument, scope) => {
    const [block, count, bits = 8] = list('Fn::Cidr', resolve(argument, scope));
    return cidrBlocks(text('Fn::Cidr', block), Number(count), Number(bits));
  },
  'Fn::Equals': (argument, scope) => evaluateCondition({ 'Fn::Equals': argument }, scope),
  'Fn::And': (argument, scope) => evaluateCondition({ 'Fn::And': argument }, scope),
  'Fn::Or': (argument, scope) => evaluateCondition({ 'Fn::Or': argument }, scope),
  'Fn::Not': (argument, scope) => evaluateCondition({ 'Fn::Not': argument }, scope),
};

function applyIntrinsic(name: string, argument: unknown, scope: TemplateScope): unknown {
  const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (!intrinsic) throw new TemplateError(`${name} is not supported by the local cloud`);
  return intrinsic(argument, scope);
}

function getAttribute(argument: unknown, scope: TemplateScope): string {
  const [name, ...path] = Array.isArray(argument)
    ? (argument as unknown[]).map((part) => text('Fn::GetAtt', resolve(part, scope)))
    : text('Fn::GetAtt', argument).split('.');
  return resolveAttribute(name ?? '', path.join('.'), scope);
}

function select(argument: unknown, scope: TemplateScope): unknown {
  const [index, items] = list('Fn::Select', resolve(argument, scope));
  const choices = list('Fn::Select', items);
  const choice = choices[Number(index)];
  if (choice === undefined || choice === null)
    throw new TemplateError(`Fn::Select: there is no item ${String(index)} in a list of ${choices.length}`);
  return choice;
}

function findInMap(argument: unknown, scope: TemplateScope): unknown {
  const [mapName, top, second] = list('Fn::FindInMap', resolve(argument, scope)).map((key) =>
    text('Fn::FindInMap', key),
  ) as [string, string, string];
  const found = scope.template.Mappings?.[mapName]?.[top]?.[second];
  if (found === undefined)
    throw new TemplateError(`Fn::FindInMap: there is no "${mapName}.${top}.${second}" in Mappings`);
  return found;
}

function text(by: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${by}: expected a text, not ${JSON.stringify(value)}`);
}

function list(by: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new TemplateError(`${by}: expected a list, not ${JSON.stringify(value)}`);
}
