import type { Json } from '../expressions/json';
import { jsonText, readJson } from '../expressions/json-text';
import { numberField } from '../interpreter/fields';
import { itemInput } from '../interpreter/iterations';
import { mapItems, mapTolerance } from '../interpreter/map';
import { StateError } from '../state-error';
import { taskOptions } from '../interpreter/task';
import { runTask } from '../interpreter/task-attempt';
import { thresholdExceeded, tolerates, toleratesAny } from '../interpreter/tolerance';
import type { Visit } from '../interpreter/visit';
import type { MapState, TaskState } from '../language/definition';
import type { TestStateRequest } from './request';

/** What was seen on the way, for the inspection levels DEBUG and TRACE. */
export type Inspection = Record<string, unknown>;

/** A Task: its arguments are evaluated; its resource is called unless a mock stands in. */
export async function runTestedTask(
  visit: Visit<TaskState>,
  request: TestStateRequest,
  inspection: Inspection,
): Promise<Json> {
  const options = await taskOptions(visit, !request.given.mock);
  if (visit.state.Arguments !== undefined) inspection.afterArguments = jsonText(options.args);
  const result = request.given.mock ? mocked(request) : await runTask(visit, options);
  inspection.result = jsonText(result);
  return result;
}

/** A Map: its items and limits are evaluated, the mock stands for all iterations. */
export async function runMockedMap(
  visit: Visit<MapState>,
  request: TestStateRequest,
  inspection: Inspection,
): Promise<Json> {
  const { stateConfiguration } = request.given;
  const items = 'ItemReader' in visit.state ? readerItems(request) : await mapItems(visit);
  if (visit.state.ItemSelector !== undefined) {
    const inputs: Json[] = [];
    for (const [Index, Value] of items.entries())
      inputs.push(await itemInput(visit, Value, { Index, Value }));
    inspection.afterItemSelector = jsonText(inputs);
  }
  inspection.maxConcurrency = (await numberField(visit, 'MaxConcurrency', { least: 0, most: Infinity })) ?? 0;
  const tolerance = await mapTolerance(visit);
  if (tolerance.count !== undefined) inspection.toleratedFailureCount = tolerance.count;
  if (tolerance.percentage !== undefined) inspection.toleratedFailurePercentage = tolerance.percentage;
  const result = mocked(request);
  const failures = stateConfiguration?.mapIterationFailureCount ?? 0;
  if (toleratesAny(tolerance) && !tolerates(tolerance, failures, items.length)) throw thresholdExceeded();
  return result;
}

/** A Parallel: the mock stands for its branches. */
export function runMockedParallel(request: TestStateRequest): Json {
  return mocked(request);
}

/** The result that a mock gives; its error is thrown. */
function mocked({ given: { mock } }: TestStateRequest): Json {
  if (mock?.errorOutput) throw new StateError(mock.errorOutput.error, mock.errorOutput.cause, true);
  return readJson(mock?.result ?? '{}');
}

function readerItems({ given }: TestStateRequest): Json[] {
  const items: unknown = JSON.parse(given.stateConfiguration?.mapItemReaderData ?? '[]');
  return Array.isArray(items) ? (items as Json[]) : [];
}
