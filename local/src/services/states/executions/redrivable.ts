import { MAX_EVENTS, MAX_STANDARD_SECONDS } from '../interpreter/limits';
import type { ExecutionRecord } from './execution-record';

/** How long after its end an execution may be redriven. */
const PERIOD_MS = 14 * 86_400_000;

/** Why an execution cannot be redriven, in AWS's words; undefined when it can. API reference: DescribeExecution, `redriveStatusReason`. */
export function notRedrivable(record: ExecutionRecord, events: number, now: number): string | undefined {
  const { status, startTime, stopTime = now } = record;
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  // Room for ExecutionRedriven and for one event more.
  if (events >= MAX_EVENTS - 1) return 'Execution history event limit exceeded';
  if (now - startTime >= MAX_STANDARD_SECONDS * 1000) return 'Execution has exceeded the max execution time';
  return now - stopTime > PERIOD_MS ? 'Execution redrivable period exceeded' : undefined;
}
