import type { Json } from '../expressions/json';
import { jsonText, jsonArray } from '../expressions/json-text';
import { unexpectedType, QueryError } from '../expressions/query-error';
import { expressionSource } from '../expressions/expression';
import { typeName } from '../expressions/json';
import type { MapState } from '../language/definition';
import { attempts } from './attempts';
import { evaluateField, numberField } from './fields';
import { checkPayload, MAX_INLINE_CONCURRENCY } from './limits';
import type { Line } from './execution';
import { recordAborted } from './lines';
import { runIterations } from './iterations';
import type { Tolerance } from './tolerance';
import type { Outcome, Visit } from './visit';

const MOST = Number.MAX_SAFE_INTEGER;

/** Map, inline: runs its processor once for each item. */
export function mapState(visit: Visit<MapState>): Promise<Outcome> {
  let lines: Line[] = [];
  return attempts(visit, {
    run: () => runMap(visit, (lines = [])),
    attemptFailed: () => recordLines(visit, lines),
    failed: () => recordFailure(visit),
  });
}

async function runMap(visit: Visit<MapState>, lines: Line[]): Promise<Json> {
  const { execution, scope, name } = visit;
  const items = await mapItems(visit);
  const concurrency = await numberField(visit, 'MaxConcurrency', { least: 0, most: MOST });
  const tolerance = await mapTolerance(visit);
  if (!visit.begun)
    scope.previous = execution.history.add('MapStateStarted', { length: items.length }, scope.previous);
  const limit = concurrency || MAX_INLINE_CONCURRENCY;
  const outputs = await runIterations(visit, items, limit, tolerance, lines);
  execution.history.add('MapStateSucceeded', {}, scope.previous);
  const result = jsonArray(outputs);
  checkPayload(name, result);
  return result;
}

/** The items to map over: `Items`, or the input itself. */
export async function mapItems(visit: Visit<MapState>): Promise<Json[]> {
  const { state, input } = visit;
  if (state.Items === undefined) {
    if (Array.isArray(input)) return input;
    throw new QueryError(undefined, `Map state input must be an array but was: ${jsonText(input)}`);
  }
  const items = await evaluateField(visit, state, 'Items');
  if (Array.isArray(items)) return items;
  const written = typeof state.Items === 'string' ? expressionSource(state.Items) : undefined;
  throw unexpectedType(written ?? jsonText(state.Items), 'Items', 'array', typeName(items), jsonText(items));
}

export async function mapTolerance(visit: Visit<MapState>): Promise<Tolerance> {
  return {
    count: await numberField(visit, 'ToleratedFailureCount', { least: 0, most: MOST }),
    percentage: await numberField(visit, 'ToleratedFailurePercentage', { least: 0, most: 100, whole: false }),
  };
}

function recordLines(visit: Visit<MapState>, lines: readonly Line[]): void {
  recordAborted(visit, lines, ({ status }) =>
    status === 'failed' ? 'MapIterationFailed' : 'MapIterationAborted',
  );
}

function recordFailure({ execution, scope }: Visit<MapState>): void {
  scope.previous = execution.history.add('MapStateFailed', {}, scope.previous);
}
