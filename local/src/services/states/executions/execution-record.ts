import type { StateMachine } from '../state-machine';
import type { Ending } from './ending';

/** A Standard execution as it is kept; times in epoch milliseconds, data as JSON texts. */
export interface ExecutionRecord {
  readonly arn: string;
  readonly name: string;
  /** As it was at the start: an execution keeps the definition that it began with. */
  readonly machine: StateMachine;
  readonly input: string;
  readonly traceHeader?: string;
  /** Place among all that were started. */
  readonly serial: number;
  readonly startTime: number;
  readonly status: 'RUNNING' | Ending['status'];
  readonly stopTime?: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  readonly redriveTime?: number;
  readonly redriveToken?: string;
}
