import type { Created } from '../kernel/service';
import { TemplateError, type Template, type TemplateParameter } from './template';

/** Marks what `AWS::NoValue` takes away. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** Everything that a template's expressions can refer to. */
export interface TemplateScope {
  readonly template: Template;
  /** `AWS::Region` and the like. */
  readonly pseudo: Readonly<Record<string, string | typeof NO_VALUE | readonly string[]>>;
  /** What the resources made so far answer to `Ref` and `Fn::GetAtt`. */
  readonly created: ReadonlyMap<string, Created>;
  /** Stacks that stand beside this one already, whose outputs it may use. @default none */
  readonly beside?: readonly OtherStack[];
}

/** What a stack tells another. */
export interface OtherStack {
  readonly name: string;
  readonly outputs: readonly { readonly key: string; readonly value: string; readonly exportName?: string }[];
}

/** Where a stack runs. */
export interface StackPlace {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  readonly stackId: string;
}

/** The pseudo parameters of a stack (CloudFormation user guide, "Pseudo parameters reference"). */
export function pseudoParameters({
  region,
  accountId,
  stackName,
  stackId,
}: StackPlace): TemplateScope['pseudo'] {
  return {
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::StackName': stackName,
    'AWS::StackId': stackId,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
    'AWS::NoValue': NO_VALUE,
  };
}

/** What `Ref` gives: a pseudo parameter, a parameter's value, or a resource's. */
export function resolveRef(name: string, scope: TemplateScope): unknown {
  if (Object.hasOwn(scope.pseudo, name)) return scope.pseudo[name];
  const parameter = scope.template.Parameters?.[name];
  if (parameter) return parameterValue(name, parameter);
  return createdResource('Ref', name, scope).ref;
}

/** What `Fn::GetAtt` gives. */
export function resolveAttribute(name: string, attribute: string, scope: TemplateScope): string {
  const { attributes = {} } = createdResource('Fn::GetAtt', name, scope);
  if (Object.hasOwn(attributes, attribute)) return attributes[attribute] as string;
  const type = scope.template.Resources[name]?.Type;
  const known = Object.keys(attributes).join(', ') || 'none';
  throw new TemplateError(
    `Fn::GetAtt: ${name} (${type}) has no attribute "${attribute}" locally; it has ${known}`,
  );
}

function createdResource(by: string, name: string, { created, template }: TemplateScope): Created {
  const resource = created.get(name);
  if (resource) return resource;
  if (!template.Resources[name])
    throw new TemplateError(`${by}: the template has no parameter or resource named "${name}"`);
  throw new TemplateError(`${by}: the resource "${name}" is not part of the stack; its Condition is false`);
}

function parameterValue(name: string, { Type, Default, AllowedValues }: TemplateParameter): unknown {
  if (Type.startsWith('AWS::SSM::'))
    throw new TemplateError(
      `Ref: parameter "${name}" is read from SSM, which the local cloud does not serve`,
    );
  if (Default === undefined)
    throw new TemplateError(
      `Ref: parameter "${name}" has no default; the local cloud deploys with defaults only`,
    );
  if (AllowedValues && !AllowedValues.includes(Default))
    throw new TemplateError(`Ref: the default of parameter "${name}" is not one of its AllowedValues`);
  return Type.startsWith('List<') || Type === 'CommaDelimitedList'
    ? String(Default)
        .split(',')
        .map((item) => item.trim())
    : String(Default);
}
