import type { LoggingConfiguration } from '../state-machine';
import type { HistoryEvent } from './history';

const FATAL = ['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut'];

/** Whether a level logs an event. AWS: "Using CloudWatch Logs to log execution history", event types by level. */
export function isLogged({ level }: LoggingConfiguration, { type }: HistoryEvent): boolean {
  if (level === 'ALL') return true;
  if (level === 'FATAL') return FATAL.includes(type);
  return level === 'ERROR' && /(Failed|TimedOut|Aborted)$/.test(type);
}
