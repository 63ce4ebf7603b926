import { AwsError, unsupported } from '../../../kernel/aws-error';
import { checkName, machineArn, missing } from '../arns';
import { definitionText } from '../request-texts';
import type { LoggingConfiguration, MachineType, StateMachine } from '../state-machine';
import type { StatesContext } from '../states-context';
import { checkDefinition } from '../validation/check-definition';
import { loggingConfiguration } from './logging-configuration';

export interface CreateStateMachineInput {
  readonly name?: string;
  readonly definition?: string;
  readonly roleArn?: string;
  readonly type?: string;
  readonly loggingConfiguration?: Partial<LoggingConfiguration>;
  readonly tracingConfiguration?: { readonly enabled?: boolean };
  readonly encryptionConfiguration?: Record<string, unknown>;
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

/** CreateStateMachine. The same request again answers what is there, as on AWS. */
export function createStateMachine(context: StatesContext) {
  return (input: CreateStateMachineInput) => {
    const machine = newMachine(context, input);
    const existing = context.machines.get(machine.arn);
    if (existing && !isSame(existing, machine))
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${machine.arn}'`);
    if (!existing) context.machines.set(machine.arn, machine);
    return { stateMachineArn: machine.arn, creationDate: new Date((existing ?? machine).createdAt) };
  };
}

function newMachine(context: StatesContext, input: CreateStateMachineInput): StateMachine {
  checkName(input.name);
  const definition = definitionText(input.definition);
  if (input.roleArn === undefined) throw missing('roleArn');
  if (input.versionDescription !== undefined && !input.publish)
    throw new AwsError('ValidationException', 'Version description can only be set when publish is true');
  if (input.publish) throw unsupported('versions of state machines (publish)');
  const type = machineType(input.type);
  const logging = loggingConfiguration(input.loggingConfiguration);
  checkDefinition(definition, type);
  return {
    arn: machineArn(context, input.name),
    name: input.name,
    definition,
    roleArn: input.roleArn,
    type,
    createdAt: context.cloud.clock.now(),
    logging,
    tracing: { enabled: input.tracingConfiguration?.enabled ?? false },
    ...(input.encryptionConfiguration ? { encryption: input.encryptionConfiguration } : {}),
  };
}

function machineType(type = 'STANDARD'): MachineType {
  if (type === 'STANDARD' || type === 'EXPRESS') return type;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${type}' at 'type' failed to satisfy constraint: ` +
      'Member must satisfy enum value set: [STANDARD, EXPRESS]',
  );
}

/** The role does not count. AWS API reference: CreateStateMachine, idempotency. */
function isSame(a: StateMachine, b: StateMachine): boolean {
  const identity = ({ definition, type, logging, tracing }: StateMachine) =>
    JSON.stringify([definition, type, logging, tracing]);
  return identity(a) === identity(b);
}
