import type { Json, JsonObject } from '../expressions/json';
import type { MapState } from '../language/definition';
import { errorOutput } from './attempts';
import { innerScope, type Line } from './execution';
import { evaluateField } from './fields';
import { linesController, runLine } from './lines';
import { runStates } from './run-states';
import type { LineStanding } from './standing';
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
  /** Places of the items that are to be done, in their order, and where those stand that had begun. */
  readonly todo: readonly number[];
  readonly begun: ReadonlyMap<number, LineStanding>;
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
  const round = newRound(visit, items, tolerance, lines, outputs, controller);
  const first = Array.from({ length: Math.min(limit, round.todo.length) }, () =>
    begin(round, visit.scope.previous),
  );
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

/** What is left to do: everything, or what a former round did not bring to an end. */
function newRound(
  visit: Visit<MapState>,
  items: Json[],
  tolerance: Tolerance,
  lines: Line[],
  outputs: Json[],
  controller: AbortController,
): Round {
  const begun = new Map(visit.begun?.map((line) => [line.index, line]));
  visit.begun = undefined;
  visit.scope.lines = lines;
  for (const { index, output } of begun.values()) {
    if (output === undefined) continue;
    outputs[index] = output;
    lines.push({ index, scope: visit.scope, status: 'succeeded', output });
  }
  const todo = [...items.keys()].filter((index) => begun.get(index)?.output === undefined);
  return { visit, items, tolerance, lines, outputs, controller, todo, begun, next: 0, failures: 0 };
}

/** The input of one iteration. */
export function itemInput(visit: Visit<MapState>, value: Json, item: JsonObject): Promise<Json> | Json {
  return visit.state.ItemSelector === undefined
    ? value
    : evaluateField(visit, visit.state, 'ItemSelector', {}, '', item);
}

function begin(round: Round, previous: number): Line {
  const { visit, items, lines, controller, todo, begun } = round;
  const index = todo[round.next++]!;
  const details = { index, name: visit.name };
  const started = begun.get(index)?.at
    ? previous
    : visit.execution.history.add('MapIterationStarted', details, previous);
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
    if (round.next >= round.todo.length) return;
    line = begin(round, line.scope.previous);
  }
}

async function iterate(round: Round, line: Line): Promise<void> {
  const { visit, items, outputs } = round;
  const { execution, scope, state, name } = visit;
  try {
    outputs[line.index] = await runLine(line, async () => {
      const input = await itemInput(visit, items[line.index]!, line.scope.item!);
      const { at } = round.begun.get(line.index) ?? {};
      return runStates(execution, line.scope, (state.ItemProcessor ?? state.Iterator)!, input, at);
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
  line.output = outputs[line.index];
  if (!tolerates(tolerance, ++round.failures, items.length)) {
    controller.abort(new Interrupted());
    throw thresholdExceeded();
  }
}
