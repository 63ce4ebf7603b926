import type { Json, JsonObject } from '../expressions/json';
import type { MapState } from '../language/definition';
import { errorOutput } from './attempts';
import { innerScope } from './execution';
import { evaluateField } from './fields';
import { linesController, runLine, type Line } from './lines';
import { runStates } from './run-states';
import { Interrupted, StateError } from '../state-error';
import { thresholdExceeded, tolerates, toleratesAny, type Tolerance } from './tolerance';
import type { Visit } from './visit';

interface Round {
  readonly visit: Visit<MapState>;
  readonly items: Json[];
  readonly tolerance: Tolerance;
  readonly lines: Line[];
  readonly outputs: Json[];
  readonly controller: AbortController;
  next: number;
  failures: number;
}

/** Runs the iterations, so many at a time; outputs stand in the items' order. */
export async function runIterations(
  visit: Visit<MapState>,
  items: Json[],
  limit: number,
  tolerance: Tolerance,
  lines: Line[],
): Promise<Json[]> {
  const { controller, release } = linesController(visit.scope.signal);
  const outputs = new Array<Json>(items.length);
  const round: Round = { visit, items, tolerance, lines, outputs, controller, next: 0, failures: 0 };
  const first = Array.from({ length: limit }, () => begin(round, visit.scope.previous));
  const workers = first.map((line) => work(round, line));
  try {
    await Promise.all(workers);
    return outputs;
  } finally {
    controller.abort();
    release();
    void Promise.allSettled(workers);
  }
}

/** The input of one iteration. */
export function itemInput(visit: Visit<MapState>, value: Json, item: JsonObject): Promise<Json> | Json {
  return visit.state.ItemSelector === undefined
    ? value
    : evaluateField(visit, visit.state, 'ItemSelector', {}, '', item);
}

function begin(round: Round, previous: number): Line {
  const { visit, items, lines, controller } = round;
  const index = round.next++;
  const details = { index, name: visit.name };
  const started = visit.execution.history.add('MapIterationStarted', details, previous);
  const item: JsonObject = { Index: index, Value: items[index]! };
  const line: Line = {
    index,
    scope: innerScope(visit.scope, controller.signal, started, item),
    status: 'running',
  };
  lines.push(line);
  return line;
}

/** Runs one iteration after the other until no item is left. */
async function work(round: Round, first: Line): Promise<void> {
  let line = first;
  for (;;) {
    await iterate(round, line);
    if (round.next >= round.items.length) return;
    line = begin(round, line.scope.previous);
  }
}

async function iterate(round: Round, line: Line): Promise<void> {
  const { visit, items, outputs } = round;
  const { execution, scope, state, name } = visit;
  try {
    outputs[line.index] = await runLine(line, async () => {
      const input = await itemInput(visit, items[line.index]!, line.scope.item!);
      return runStates(execution, line.scope, (state.ItemProcessor ?? state.Iterator)!, input);
    });
    const details = { index: line.index, name };
    const succeeded = execution.history.add('MapIterationSucceeded', details, line.scope.previous);
    scope.previous = Math.max(scope.previous, succeeded);
  } catch (thrown) {
    tolerate(round, line, thrown);
  }
}

/** Counts a failed iteration; throws when the Map fails with it. */
function tolerate(round: Round, line: Line, thrown: unknown): void {
  const { visit, items, tolerance, outputs } = round;
  const { controller } = round;
  if (!(thrown instanceof StateError) || controller.signal.aborted) throw thrown;
  if (!toleratesAny(tolerance)) {
    visit.scope.previous = line.scope.previous;
    controller.abort(new Interrupted());
    throw thrown;
  }
  outputs[line.index] = errorOutput(thrown);
  const details = { index: line.index, name: visit.name };
  visit.scope.previous = visit.execution.history.add('MapIterationFailed', details, line.scope.previous);
  line.status = 'succeeded';
  if (!tolerates(tolerance, ++round.failures, items.length)) {
    controller.abort(new Interrupted());
    throw thresholdExceeded();
  }
}
