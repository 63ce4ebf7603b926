import { setImmediate } from 'node:timers/promises';
import type { Json } from '../expressions/json';
import { withInput, withOutput, withVariables } from '../history/event-details';
import type { Graph, State } from '../language/definition';
import type { Execution, Scope } from './execution';
import { failureOf } from './failure';
import { runByType } from './run-by-type';
import type { Standing } from './standing';
import { Interrupted } from '../state-error';
import type { Outcome, Visit } from './visit';

/** States that run without pause before timers and other executions get their turn. */
const STATES_PER_TURN = 200;

/** Runs a graph of states from its start, or from where it stands, to an end and gives the last output. */
export async function runStates(
  execution: Execution,
  scope: Scope,
  graph: Graph,
  input: Json,
  from?: Standing,
): Promise<Json> {
  let name = from?.entry.state ?? graph.StartAt;
  let value = from?.entry.input ?? input;
  for (let count = 1; ; count++) {
    if (count % STATES_PER_TURN === 0) await setImmediate();
    if (scope.signal.aborted) throw new Interrupted();
    const state = graph.States[name]!;
    const visit =
      from && count === 1
        ? reenter(execution, scope, state, from)
        : enter(execution, scope, name, state, value);
    const outcome = await runState(visit);
    if (outcome.next === undefined) return outcome.output;
    name = outcome.next;
    value = outcome.output;
  }
}

async function runState(visit: Visit): Promise<Outcome> {
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
  const enteredTime = execution.clock.now();
  scope.entry = { state: name, input, enteredId, enteredTime, before };
  scope.lines = undefined;
  execution.advanced?.();
  return stay(execution, scope, state);
}

/** Goes on in a state that was entered before; one that fails by itself is entered again, to fail again. */
function reenter(execution: Execution, scope: Scope, state: State, from: Standing): Visit {
  const { entry, variables, previous, lines } = from;
  scope.variables = variables;
  scope.previous = previous;
  if (state.Type === 'Fail') return enter(execution, scope, entry.state, state, entry.input);
  scope.entry = entry;
  return { ...stay(execution, scope, state), begun: lines };
}

function stay(execution: Execution, scope: Scope, state: State): Visit {
  const { state: name, ...entry } = scope.entry!;
  scope.open = state.Type === 'Task' || state.Type === 'Wait' ? state.Type : undefined;
  return { execution, scope, name, state, ...entry, retryCount: 0 };
}

function exit({ execution, scope, name, state }: Visit, { output, assigned }: Outcome): void {
  const details = { ...withVariables(assigned), ...withOutput(output, { name }) };
  scope.previous = execution.history.add(`${state.Type}StateExited`, details, scope.previous);
  scope.open = undefined;
  if (assigned) scope.variables = { ...scope.variables, ...assigned };
}
