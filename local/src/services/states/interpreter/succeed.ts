import type { SucceedState } from '../language/definition';
import { finish } from './finish';
import type { Outcome, Visit } from './visit';

/** Succeed: ends the line it stands in. */
export function succeedState(visit: Visit<SucceedState>): Promise<Outcome> {
  return finish(visit, { Output: visit.state.Output }, visit.input);
}
