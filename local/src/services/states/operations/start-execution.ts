import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../kernel/aws-error';
import { checkName, machineOf } from '../arns';
import { executionInput } from '../request-texts';
import type { StateMachine } from '../state-machine';
import type { StatesContext } from '../states-context';

export interface StartExecutionInput {
  readonly stateMachineArn?: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/**
 * StartExecution: starts and does not wait. An Express name may be started again, each time an execution of its own; a
 * Standard one is taken, and answered again only while it runs with the same input.
 */
export function startExecution(context: StatesContext) {
  return (input: StartExecutionInput) => {
    const machine = machineOf(context, input.stateMachineArn);
    if (input.name !== undefined) checkName(input.name);
    const text = executionInput(input.input);
    const started =
      machine.type === 'EXPRESS'
        ? context.express.start(machine, input.name, text, false)
        : startStandard(context, machine, { ...input, input: text });
    return { executionArn: started.arn, startDate: new Date(started.startTime) };
  };
}

/** API reference: StartExecution, idempotency. */
function startStandard(
  context: StatesContext,
  machine: StateMachine,
  { name = randomUUID(), input, traceHeader }: { name?: string; input: string; traceHeader?: string },
) {
  const { region, accountId } = context.cloud;
  const arn = `arn:aws:states:${region}:${accountId}:execution:${machine.name}:${name}`;
  const existing = context.standard.find(arn);
  if (!existing) return context.standard.start(machine, arn, { name, input, traceHeader });
  if (existing.status === 'RUNNING' && existing.input === input) return existing;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
}
