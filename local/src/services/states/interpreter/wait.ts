import { QueryError } from '../expressions/query-error';
import type { WaitState } from '../language/definition';
import { numberField, typedField } from './fields';
import { finish } from './finish';
import { runtimeError } from '../state-error';
import type { Outcome, Visit } from './visit';

/** Longest wait, in seconds. AWS: "Wait workflow state". */
const LONGEST = 99_999_999;
/** AWS refuses a timestamp further away than this (measured: 24,855 days pass, 24,856 do not). */
const FURTHEST_MS = 2 ** 31 * 1000;

/** Wait: goes on after so many seconds or at a time; a time that has passed is no wait at all. */
export async function waitState(visit: Visit<WaitState>): Promise<Outcome> {
  // What goes on waiting after a pause of the cloud has waited a part of it.
  const waited = visit.execution.clock.now() - visit.enteredTime;
  const delay = (await delayOf(visit)) - (visit.state.Seconds === undefined ? 0 : waited);
  if (delay > FURTHEST_MS) throw runtimeError('Wait state delay is too long.');
  if (delay > 0) await visit.execution.clock.sleep(delay, visit.scope.signal);
  return finish(visit, visit.state, visit.input);
}

/** Milliseconds to wait. */
export async function delayOf(visit: Visit<WaitState>): Promise<number> {
  if (visit.state.Seconds !== undefined)
    return (await numberField(visit, 'Seconds', { least: 0, most: LONGEST }))! * 1000;
  const timestamp = (await typedField(visit, 'Timestamp', 'string')) as string;
  return instant(timestamp) - visit.execution.clock.now();
}

const ISO =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function instant(timestamp: string): number {
  const time = ISO.test(timestamp) ? Date.parse(timestamp.replace(/(\.\d{3})\d+/, '$1')) : NaN;
  if (!Number.isNaN(time)) return time;
  const what = 'cannot be parsed as an ISO-8601 extended offset date-time format string';
  throw new QueryError('Timestamp', `The Timestamp field ${what}: ${timestamp}`, true);
}
