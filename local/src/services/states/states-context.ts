import type { CloudContext } from '../../kernel/cloud-context';
import type { ExpressExecutions } from './executions/express-executions';
import type { StandardExecutions } from './executions/standard-executions';
import type { StateMachines } from './state-machine';

/** What the operations of this service work with. */
export interface StatesContext {
  readonly cloud: CloudContext;
  readonly machines: StateMachines;
  readonly express: ExpressExecutions;
  readonly standard: StandardExecutions;
}
