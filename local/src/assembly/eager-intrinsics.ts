import { cidrBlocks } from './cidr';
import { TemplateError } from './template';
import type { TemplateScope } from './template-scope';

type Eager = (argument: unknown, scope: TemplateScope) => unknown;

/** The intrinsic functions whose argument is resolved before they begin; the others look at it first. */
export const EAGER_INTRINSICS: Readonly<Record<string, Eager>> = {
  'Fn::Join': (argument) => {
    const [delimiter, items] = list('Fn::Join', argument);
    return list('Fn::Join', items)
      .map((item) => text('Fn::Join', item))
      .join(text('Fn::Join', delimiter));
  },
  'Fn::Split': (argument) => {
    const [delimiter, source] = list('Fn::Split', argument);
    return text('Fn::Split', source).split(text('Fn::Split', delimiter));
  },
  'Fn::Select': select,
  'Fn::ImportValue': (argument, { beside = [] }) => {
    const name = text('Fn::ImportValue', argument);
    const exported = beside.flatMap(({ outputs }) => outputs).find(({ exportName }) => exportName === name);
    if (exported) return exported.value;
    throw new TemplateError(
      `Fn::ImportValue: no stack exports "${name}"; --beside takes the template of the one that does`,
    );
  },
  'Fn::GetStackOutput': getStackOutput,
  'Fn::FindInMap': findInMap,
  'Fn::Base64': (argument) => Buffer.from(text('Fn::Base64', argument), 'utf8').toString('base64'),
  'Fn::GetAZs': (argument, { pseudo }) => {
    const region = text('Fn::GetAZs', argument) || String(pseudo['AWS::Region']);
    return ['a', 'b', 'c'].map((zone) => region + zone);
  },
  'Fn::Cidr': (argument) => {
    const [block, count, bits = 8] = list('Fn::Cidr', argument);
    return cidrBlocks(text('Fn::Cidr', block), Number(count), Number(bits));
  },
  'Fn::Equals': (argument) => {
    const [left, right] = list('Fn::Equals', argument).map(asText);
    return JSON.stringify(left) === JSON.stringify(right);
  },
};

/** The value as a text, which `by` needs. */
export function text(by: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${by}: expected a text, not ${JSON.stringify(value)}`);
}

/** The value as a list, which `by` needs. */
export function list(by: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new TemplateError(`${by}: expected a list, not ${JSON.stringify(value)}`);
}

/** Of a stack of the same account and region (template reference, "Fn::GetStackOutput"). */
function getStackOutput(argument: unknown, { beside = [] }: TemplateScope): string {
  const { StackName, OutputName } = argument as { StackName?: string; OutputName?: string };
  const output = beside.find(({ name }) => name === StackName)?.outputs.find(({ key }) => key === OutputName);
  if (output) return output.value;
  throw new TemplateError(
    `Fn::GetStackOutput: there is no stack "${StackName}" with an output "${OutputName}"; --beside takes its template`,
  );
}

function select(argument: unknown): unknown {
  const [index, items] = list('Fn::Select', argument);
  const choices = list('Fn::Select', items);
  const choice = choices[Number(index)];
  if (choice === undefined || choice === null)
    throw new TemplateError(`Fn::Select: there is no item ${String(index)} in a list of ${choices.length}`);
  return choice;
}

function findInMap(argument: unknown, { template }: TemplateScope): unknown {
  const [mapName, top, second] = list('Fn::FindInMap', argument).map((key) => text('Fn::FindInMap', key)) as [
    string,
    string,
    string,
  ];
  const found = template.Mappings?.[mapName]?.[top]?.[second];
  if (found === undefined)
    throw new TemplateError(`Fn::FindInMap: there is no "${mapName}.${top}.${second}" in Mappings`);
  return found;
}

/** Numbers and booleans equal the texts that they are written as. */
function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
