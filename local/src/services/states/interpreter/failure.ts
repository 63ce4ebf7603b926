import { QueryError } from '../expressions/query-error';
import { withError } from '../history/event-details';
import { StateError } from '../state-error';
import type { Visit } from './visit';

const EXPLAINED = ['States.Runtime', 'States.QueryEvaluationError'];

/**
 * The failure of a state from what was thrown in it: an expression's failure is recorded as an event, and the
 * interpreter's own failures say in which state they happened. Anything else is thrown on.
 */
export function failureOf(visit: Visit, thrown: unknown): StateError {
  if (thrown instanceof QueryError) return evaluationFailed(visit, thrown);
  if (!(thrown instanceof StateError)) throw thrown;
  if (thrown.recorded || !EXPLAINED.includes(thrown.error ?? '')) return thrown;
  return new StateError(thrown.error, explain(visit, thrown.cause ?? ''), true);
}

function evaluationFailed(visit: Visit, failure: QueryError): StateError {
  const error = 'States.QueryEvaluationError';
  const cause = explain(visit, failure.message);
  const location = failure.field === undefined ? {} : { location: failure.field };
  const details = withError({ error, cause }, { ...location, state: visit.name });
  // Recorded on AWS: an evaluation that failed follows the event before the state's entry.
  const previous = failure.late ? visit.scope.previous : visit.before;
  visit.scope.previous = visit.execution.history.add('EvaluationFailed', details, previous);
  return new StateError(error, cause, true);
}

/** TestState, which has no history, answers the bare cause. */
function explain({ name, enteredId }: Visit, message: string): string {
  if (enteredId === undefined) return message;
  return `An error occurred while executing the state '${name}' (entered at the event id #${enteredId}). ${message}`;
}
