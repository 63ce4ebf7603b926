import { AwsError } from '../../kernel/aws-error';
import type { ExecutionRecord } from './executions/execution-record';
import type { StateMachine } from './state-machine';
import type { StatesContext } from './states-context';

/** ARN of a state machine of this account. */
export function machineArn({ cloud }: StatesContext, name: string): string {
  return `arn:aws:states:${cloud.region}:${cloud.accountId}:stateMachine:${name}`;
}

/** The machine of an ARN. Throws what AWS answers for an ARN that is none, or none that is known. */
export function machineOf({ machines }: StatesContext, arn: unknown): StateMachine {
  if (typeof arn !== 'string') throw missing('stateMachineArn');
  if (!arn.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  const machine = machines.get(arn);
  if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

/** The refusal of what machines of the other type do. */
export function typeNotSupported(): AwsError {
  return new AwsError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}

/** The Standard execution of an ARN. Throws what AWS answers for an ARN that is none, or none that is known. */
export function executionOf({ standard }: StatesContext, arn: string | undefined): ExecutionRecord {
  if (arn === undefined) throw missing('executionArn');
  const type = /^arn:[\w-]+:states:[\w-]*:\d*:(\w+):/.exec(arn)?.[1];
  if (type === undefined) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  if (type !== 'execution')
    throw new AwsError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`);
  const record = standard.find(arn);
  if (!record) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return record;
}

/** The refusal of a request that lacks a required member. */
export function missing(member: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** Characters that names of state machines and executions may not have. AWS API reference: CreateStateMachine, name. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

/** Refuses a name that AWS refuses. */
export function checkName(name: unknown): asserts name is string {
  if (typeof name !== 'string' || name === '' || name.length > 80 || FORBIDDEN.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${String(name)}'`);
}
