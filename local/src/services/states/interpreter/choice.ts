import type { ChoiceState } from '../language/definition';
import { typedField } from './fields';
import { finish } from './finish';
import { runtimeError } from '../state-error';
import type { Outcome, Visit } from './visit';

/** Choice: the first rule whose condition is true decides; without one, Default does with the state's own fields. */
export async function chooseState(visit: Visit<ChoiceState>): Promise<Outcome> {
  const { state, input } = visit;
  for (const [index, rule] of state.Choices.entries()) {
    const path = `Choices[${index}]/`;
    const holds = await typedField(visit, 'Condition', 'boolean', path, rule);
    if (holds === true) return finish(visit, rule, input, {}, path);
  }
  // AWS documents States.NoChoiceMatched; what it answers is this (recorded).
  if (state.Default === undefined)
    throw runtimeError('Failed to transition out of the state. The state does not point to a next state.');
  return finish(visit, { Output: state.Output, Assign: state.Assign, Next: state.Default }, input);
}
