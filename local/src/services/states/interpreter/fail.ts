import type { FailState } from '../language/definition';
import { typedField } from './fields';
import { StateError } from './state-error';
import type { Outcome, Visit } from './visit';

/** Fail: ends the line it stands in with an error, which an outer Parallel or Map may catch. */
export async function failState(visit: Visit<FailState>): Promise<Outcome> {
  const error = visit.state.Error === undefined ? undefined : await typedField(visit, 'Error', 'string');
  const cause = visit.state.Cause === undefined ? undefined : await typedField(visit, 'Cause', 'string');
  throw new StateError(error as string | undefined, cause as string | undefined, true);
}
