import type { FailState } from '../language/definition';
import { StateError } from '../state-error';
import { chooseState } from './choice';
import { typedField } from './fields';
import { finish } from './finish';
import { mapState } from './map';
import { parallelState } from './parallel';
import { taskState } from './task';
import type { Outcome, Visit } from './visit';
import { waitState } from './wait';

/** Runs what a state does, without the events of its entry and exit. */
export function runByType(visit: Visit): Promise<Outcome> {
  const { state } = visit;
  switch (state.Type) {
    case 'Pass':
      return finish(visit, state, visit.input);
    case 'Choice':
      return chooseState({ ...visit, state });
    case 'Wait':
      return waitState({ ...visit, state });
    case 'Succeed':
      return finish(visit, { Output: state.Output }, visit.input);
    case 'Fail':
      return failState({ ...visit, state });
    case 'Task':
      return taskState({ ...visit, state });
    case 'Parallel':
      return parallelState({ ...visit, state });
    case 'Map':
      return mapState({ ...visit, state });
  }
}

/** Ends the line that the state stands in with an error, which an outer Parallel or Map may catch. */
async function failState(visit: Visit<FailState>): Promise<Outcome> {
  const error = visit.state.Error === undefined ? undefined : await typedField(visit, 'Error', 'string');
  const cause = visit.state.Cause === undefined ? undefined : await typedField(visit, 'Cause', 'string');
  throw new StateError(error as string | undefined, cause as string | undefined, true);
}
