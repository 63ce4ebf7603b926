import { setImmediate } from 'node:timers/promises';
import type { Json } from '../expressions/json';
import { withInput, withOutput, withVariables } from '../history/event-details';
import type { Graph, State } from '../language/definition';
import { chooseState } from './choice';
import type { Execution, Scope } from './execution';
import { failState } from './fail';
import { failureOf } from './failure';
import { mapState } from './map';
import { parallelState } from './parallel';
import { passState } from './pass';
import { Interrupted } from './state-error';
import { succeedState } from './succeed';
import { taskState } from './task';
import type { Outcome, Visit } from './visit';
import { waitState } from './wait';

/** States that run without pause before timers and other executions get their turn. */
const STATES_PER_TURN = 200;

/** Runs a graph of states from its start to an end and gives the last output. */
export async function runStates(
  execution: Execution,
  scope: Scope,
  graph: Graph,
  input: Json,
): Promise<Json> {
  let name = graph.StartAt;
  let value = input;
  for (let count = 1; ; count++) {
    if (count % STATES_PER_TURN === 0) await setImmediate();
    if (scope.signal.aborted) throw new Interrupted();
    const outcome = await runState(execution, scope, name, graph.States[name]!, value);
    if (outcome.next === undefined) return outcome.output;
    name = outcome.next;
    value = outcome.output;
  }
}

async function runState(execution: Execution, scope: Scope, name: string, state: State, input: Json) {
  const visit = enter(execution, scope, name, state, input);
  try {
    const outcome = await runByType(visit);
    exit(visit, outcome);
    return outcome;
  } catch (thrown) {
    throw failureOf(visit, thrown);
  }
}

function enter(execution: Execution, scope: Scope, name: string, state: State, input: Json): Visit {
  const before = scope.previous;
  const details = withInput(input, { name });
  const enteredId = execution.history.add(`${state.Type}StateEntered`, details, before);
  scope.previous = enteredId;
  scope.open = state.Type === 'Task' || state.Type === 'Wait' ? state.Type : undefined;
  const enteredTime = execution.clock.now();
  return { execution, scope, name, state, input, enteredId, enteredTime, before, retryCount: 0 };
}

function exit({ execution, scope, name, state }: Visit, { output, assigned }: Outcome): void {
  const details = { ...withVariables(assigned), ...withOutput(output, { name }) };
  scope.previous = execution.history.add(`${state.Type}StateExited`, details, scope.previous);
  scope.open = undefined;
  if (assigned) scope.variables = { ...scope.variables, ...assigned };
}

/** Runs what a state does, without the events of its entry and exit. */
export function runByType(visit: Visit): Promise<Outcome> {
  const { state } = visit;
  switch (state.Type) {
    case 'Pass':
      return passState({ ...visit, state });
    case 'Choice':
      return chooseState({ ...visit, state });
    case 'Wait':
      return waitState({ ...visit, state });
    case 'Succeed':
      return succeedState({ ...visit, state });
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
