import { setImmediate } from 'node:timers/promises';
import type { Json } from '../expressions/json';
import { withInput, withOutput, withVariables } from '../history/event-details';
import type { Graph, State } from '../language/definition';
import type { Execution, Scope } from './execution';
import { failureOf } from './failure';
import { runByType } from './run-by-type';
import { Interrupted } from '../state-error';
import type { Outcome, Visit } from './visit';

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
