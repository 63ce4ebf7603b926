import { EAGER_INTRINSICS, list, text } from './eager-intrinsics';
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

/** Whether a condition of the template's `Conditions` holds. */
export function namedCondition(name: string, scope: TemplateScope): boolean {
  const condition = scope.template.Conditions?.[name];
  if (condition === undefined) throw new TemplateError(`the template has no condition named "${name}"`);
  return holds(condition, scope);
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
  'Fn::If': (argument, scope) => {
    const [condition, whenTrue, whenFalse] = list('Fn::If', argument);
    return resolve(namedCondition(text('Fn::If', condition), scope) ? whenTrue : whenFalse, scope);
  },
  'Fn::And': (argument, scope) => list('Fn::And', argument).every((each) => holds(each, scope)),
  'Fn::Or': (argument, scope) => list('Fn::Or', argument).some((each) => holds(each, scope)),
  'Fn::Not': (argument, scope) => !holds(list('Fn::Not', argument)[0], scope),
};

function applyIntrinsic(name: string, argument: unknown, scope: TemplateScope): unknown {
  if (Object.hasOwn(EAGER_INTRINSICS, name)) return EAGER_INTRINSICS[name]!(resolve(argument, scope), scope);
  const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (!intrinsic) throw new TemplateError(`${name} is not supported by the local cloud`);
  return intrinsic(argument, scope);
}

/** Whether a condition expression holds (CloudFormation template reference, "Condition functions"). */
function holds(condition: unknown, scope: TemplateScope): boolean {
  const { Condition: name } = (condition ?? {}) as { Condition?: unknown };
  const value = typeof name === 'string' ? namedCondition(name, scope) : resolve(condition, scope);
  if (typeof value === 'boolean') return value;
  throw new TemplateError(`${JSON.stringify(condition)} is not supported in a condition`);
}

function getAttribute(argument: unknown, scope: TemplateScope): string {
  const [name, ...path] = Array.isArray(argument)
    ? (argument as unknown[]).map((part) => text('Fn::GetAtt', resolve(part, scope)))
    : text('Fn::GetAtt', argument).split('.');
  return resolveAttribute(name ?? '', path.join('.'), scope);
}
