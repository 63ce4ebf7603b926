import { AwsError, unsupported } from '../../../kernel/aws-error';
import { machineOf, missing, typeNotSupported } from '../arns';
import type { ExecutionRecord } from '../executions/execution-record';
import type { StatesContext } from '../states-context';
import { summaryOf } from './describe-execution';
import { pageAfter } from './page-after';

interface ListExecutionsInput {
  readonly stateMachineArn?: string;
  readonly statusFilter?: string;
  readonly redriveFilter?: string;
  readonly mapRunArn?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** API reference: ListExecutions, `statusFilter`; the last is one of a Map Run's executions. */
const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'];

/** ListExecutions, of Standard machines: the last started first. */
export function listExecutions(context: StatesContext) {
  return (input: ListExecutionsInput) => {
    if (input.mapRunArn !== undefined) throw unsupported('executions of a Map Run (mapRunArn)');
    if (input.stateMachineArn === undefined) throw missing('stateMachineArn');
    const machine = machineOf(context, input.stateMachineArn);
    if (machine.type !== 'STANDARD') throw typeNotSupported();
    const fitting = context.standard.of(machine.arn).filter(filterOf(input));
    const { items, nextToken } = pageAfter(fitting, ({ serial }) => -serial, input);
    return { executions: items.map(summaryOf), ...(nextToken === undefined ? {} : { nextToken }) };
  };
}

function filterOf({ statusFilter, redriveFilter }: ListExecutionsInput) {
  if (statusFilter !== undefined && !STATUSES.includes(statusFilter))
    throw notOneOf('statusFilter', statusFilter, STATUSES);
  return ({ status, redriveCount }: ExecutionRecord) => {
    if (statusFilter !== undefined && status !== statusFilter) return false;
    return redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === redriveCount > 0;
  };
}

function notOneOf(member: string, value: string, values: readonly string[]): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${values.join(', ')}]`,
  );
}
