import { checkName, machineOf } from '../arns';
import { executionInput } from '../request-texts';
import type { StatesContext } from '../states-context';

export interface StartExecutionInput {
  readonly stateMachineArn?: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/** StartExecution: starts and does not wait. The same name may be started again, each time an execution of its own. */
export function startExecution(context: StatesContext) {
  return (input: StartExecutionInput) => {
    const machine = machineOf(context, input.stateMachineArn);
    if (input.name !== undefined) checkName(input.name);
    const started = context.executions.start(machine, input.name, executionInput(input.input), false);
    return { executionArn: started.arn, startDate: new Date(started.startTime) };
  };
}
