import { missing } from '../arns';
import type { StatesContext } from '../states-context';

/** DeleteStateMachine; deleting what is not there is no error. A Standard machine's executions end with it. */
export function deleteStateMachine({ machines, standard }: StatesContext) {
  return async ({ stateMachineArn }: { stateMachineArn?: string }) => {
    if (stateMachineArn === undefined) throw missing('stateMachineArn');
    await standard.forgetMachine(stateMachineArn);
    machines.delete(stateMachineArn);
    return {};
  };
}
