import type { Json } from '../expressions/json';
import type { ErrorHandling, State } from '../language/definition';
import { firstFor } from './error-matching';
import { failureOf } from './failure';
import { finish } from './finish';
import { retryDelay, type RetryCounts } from './retry';
import type { StateError } from '../state-error';
import type { Outcome, Visit } from './visit';

/** What a Task, Parallel or Map does in one attempt. */
export interface Work {
  run(): Promise<Json>;
  /** Called after each attempt that failed. */
  attemptFailed?(): void;
  /** Called once when no attempt is left, before a catcher is looked for. */
  failed?(): void;
}

/** Runs a state's work with its Retry and Catch; the result goes into Output and Assign. */
export async function attempts(visit: Visit<State & ErrorHandling>, work: Work): Promise<Outcome> {
  const counts: RetryCounts = new Map();
  for (;;) {
    try {
      const result = await work.run();
      return await finish(visit, visit.state, result, { result });
    } catch (thrown) {
      const error = failureOf(visit, thrown);
      // Recorded on AWS: the execution ends at once, whatever stands around the state.
      if (error.error === 'States.Runtime') throw error;
      work.attemptFailed?.();
      const delay = retryDelay(visit.state.Retry, error, counts);
      if (delay === undefined) {
        work.failed?.();
        return await catchError(visit, error);
      }
      await visit.execution.clock.sleep(delay, visit.scope.signal);
      visit.retryCount++;
    }
  }
}

async function catchError(visit: Visit<State & ErrorHandling>, error: StateError): Promise<Outcome> {
  const index = firstFor(visit.state.Catch, error.error);
  if (index < 0) throw error;
  const output = errorOutput(error);
  return finish(visit, visit.state.Catch![index]!, output, { errorOutput: output }, `Catch[${index}]/`);
}

/** `$states.errorOutput`, and the output of a state that caught an error; what is missing is an empty text (recorded on AWS). */
export function errorOutput({ error = '', cause = '' }: StateError): Json {
  return { Error: error, Cause: cause };
}
