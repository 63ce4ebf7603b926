import type { Created, Resource, ResourceType } from '../../kernel/service';
import { machineArn } from './arns';
import { createStateMachine, type CreateStateMachineInput } from './operations/create-state-machine';
import { loggingConfiguration } from './operations/logging-configuration';
import { updateStateMachine } from './operations/update-state-machine';
import type { StateMachine } from './state-machine';
import type { StatesContext } from './states-context';

/** `AWS::StepFunctions::StateMachine`. */
export function stateMachineResource(context: StatesContext): ResourceType {
  return {
    properties: [
      'Definition',
      'DefinitionString',
      'DefinitionSubstitutions',
      'LoggingConfiguration',
      'RoleArn',
      'StateMachineName',
      'StateMachineType',
      'TracingConfiguration',
    ],
    inert: { EncryptionConfiguration: 'nothing is encrypted on the laptop', Tags: 'tags have no effect' },
    create: (resource) => create(context, resource),
  };
}

function create(context: StatesContext, resource: Resource): Created {
  const input = inputOf(resource);
  const arn = machineArn(context, input.name!);
  const found = context.machines.get(arn);
  // Another type is another machine: CloudFormation replaces it.
  const existing = found?.type === input.type ? found : undefined;
  if (found && !existing) context.machines.delete(arn);
  if (!existing) createStateMachine(context)(input);
  else if (differs(existing, input)) updateStateMachine(context)({ ...input, stateMachineArn: arn });
  const { name, revisionId } = context.machines.get(arn)!;
  return { ref: arn, attributes: { Arn: arn, Name: name, StateMachineRevisionId: revisionId ?? 'INITIAL' } };
}

function inputOf({ properties, physicalName }: Resource): CreateStateMachineInput {
  const { Definition, DefinitionString, DefinitionSubstitutions, RoleArn } = properties;
  const text = (DefinitionString as string | undefined) ?? JSON.stringify(Definition);
  return {
    name: (properties.StateMachineName as string | undefined) ?? physicalName,
    definition: substitute(text, (DefinitionSubstitutions ?? {}) as Record<string, unknown>),
    roleArn: RoleArn as string,
    type: (properties.StateMachineType as string | undefined) ?? 'STANDARD',
    loggingConfiguration: camelCase(
      properties.LoggingConfiguration,
    ) as CreateStateMachineInput['loggingConfiguration'],
    tracingConfiguration: camelCase(
      properties.TracingConfiguration,
    ) as CreateStateMachineInput['tracingConfiguration'],
  };
}

/** Replaces each `${name}` that has a substitution, as CloudFormation does before it creates the machine. */
function substitute(text: string, substitutions: Record<string, unknown>): string {
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? String(substitutions[name]) : whole,
  );
}

function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key[0]!.toLowerCase() + key.slice(1), camelCase(member)]),
  );
}

function differs(machine: StateMachine, input: CreateStateMachineInput): boolean {
  const given = [input.definition, input.roleArn, loggingConfiguration(input.loggingConfiguration)];
  return JSON.stringify(given) !== JSON.stringify([machine.definition, machine.roleArn, machine.logging]);
}
