import type { PassState } from '../language/definition';
import { finish } from './finish';
import type { Outcome, Visit } from './visit';

/** Pass: its output is its input unless Output says otherwise. */
export function passState(visit: Visit<PassState>): Promise<Outcome> {
  return finish(visit, visit.state, visit.input);
}
