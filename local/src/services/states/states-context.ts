import type { CloudContext } from '../../kernel/cloud-context';
import type { Executions } from './executions';
import type { StateMachines } from './state-machine';

/** What the operations of this service work with. */
export interface StatesContext {
  readonly cloud: CloudContext;
  readonly machines: StateMachines;
  readonly executions: Executions;
}
