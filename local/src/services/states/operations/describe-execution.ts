import { executionOf } from '../arns';
import type { ExecutionRecord } from '../executions/execution-record';
import { notRedrivable } from '../executions/redrivable';
import type { StatesContext } from '../states-context';

const INCLUDED = { included: true };

interface DescribeExecutionInput {
  readonly executionArn?: string;
  readonly includedData?: string;
}

/** DescribeExecution, of Standard executions: AWS keeps no record of Express ones. */
export function describeExecution(context: StatesContext) {
  return ({ executionArn, includedData }: DescribeExecutionInput) => {
    const record = executionOf(context, executionArn);
    const { error, cause, traceHeader } = record;
    return {
      ...summaryOf(record),
      ...data(record, includedData !== 'METADATA_ONLY'),
      ...(traceHeader === undefined ? {} : { traceHeader }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
      ...redriveStatus(context, record),
    };
  };
}

/** What is told of an execution here and in a list. */
export function summaryOf(record: ExecutionRecord) {
  const { arn, machine, name, status, startTime, stopTime, redriveCount, redriveTime } = record;
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    status,
    startDate: new Date(startTime),
    ...(stopTime === undefined ? {} : { stopDate: new Date(stopTime) }),
    redriveCount,
    ...(redriveTime === undefined ? {} : { redriveDate: new Date(redriveTime) }),
  };
}

function data({ input, output }: ExecutionRecord, included: boolean) {
  return {
    ...(included ? { input } : {}),
    inputDetails: INCLUDED,
    ...(included && output !== undefined ? { output } : {}),
    ...(output === undefined ? {} : { outputDetails: INCLUDED }),
  };
}

function redriveStatus({ cloud, standard }: StatesContext, record: ExecutionRecord) {
  const reason = notRedrivable(record, standard.historyOf(record.arn).length, cloud.clock.now());
  return reason === undefined
    ? { redriveStatus: 'REDRIVABLE' }
    : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
}
