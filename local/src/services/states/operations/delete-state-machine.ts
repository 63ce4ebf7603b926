import { missing } from '../arns';
import type { StatesContext } from '../states-context';

/** DeleteStateMachine; deleting what is not there is no error. */
export function deleteStateMachine({ machines }: StatesContext) {
  return ({ stateMachineArn }: { stateMachineArn?: string }) => {
    if (stateMachineArn === undefined) throw missing('stateMachineArn');
    machines.delete(stateMachineArn);
    return {};
  };
}
