import { jsonText } from '../expressions/json-text';
import type { Json, JsonObject } from '../expressions/json';
import { QueryError } from '../expressions/query-error';
import { errorOutput } from '../interpreter/attempts';
import { firstFor } from '../interpreter/error-matching';
import { failureOf } from '../interpreter/failure';
import { finish } from '../interpreter/finish';
import { runByType } from '../interpreter/run-by-type';
import type { Outcome, Visit } from '../interpreter/visit';
import type { ErrorHandling, State } from '../language/definition';
import type { StateError } from '../state-error';
import { retriedBy } from './error-handling';
import { runMockedMap, runMockedParallel, runTestedTask, type Inspection } from './mocked-work';
import type { TestStateRequest } from './request';

export interface TestResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData: Inspection;
}

/** Runs one state once: a retry is only announced. */
export async function runTest(visit: Visit, request: TestStateRequest): Promise<TestResult> {
  const inspection: Inspection = { input: jsonText(visit.input) };
  try {
    const outcome = await run(visit, request, inspection);
    noteVariables(visit.scope.variables, outcome.assigned, inspection);
    return succeeded('SUCCEEDED', outcome, inspection);
  } catch (thrown) {
    return await failed(visit, request, failureOf(visit, thrown), inspection);
  }
}

async function run(visit: Visit, request: TestStateRequest, inspection: Inspection): Promise<Outcome> {
  const { state } = visit;
  if (state.Type !== 'Task' && state.Type !== 'Parallel' && state.Type !== 'Map') return runByType(visit);
  const result = await work(visit, request, inspection);
  return finish(visit, state, result, { result });
}

function work(visit: Visit, request: TestStateRequest, inspection: Inspection): Promise<Json> {
  const { state } = visit;
  if (state.Type === 'Task') return runTestedTask({ ...visit, state }, request, inspection);
  if (state.Type === 'Map') return runMockedMap({ ...visit, state }, request, inspection);
  return Promise.resolve(runMockedParallel(request));
}

async function failed(
  visit: Visit,
  request: TestStateRequest,
  failure: StateError,
  inspection: Inspection,
): Promise<TestResult> {
  const { error, cause } = failure;
  const names = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  const handling = visit.state as State & ErrorHandling;
  const retry = retriedBy(handling, failure, request.given.stateConfiguration?.retrierRetryCount ?? 0);
  if (retry) inspection.errorDetails = retry;
  if (retry?.retryBackoffIntervalSeconds !== undefined) {
    return { status: 'RETRIABLE', ...names, inspectionData: inspection };
  }
  const index = firstFor(handling.Catch, failure.error);
  if (index < 0) return { status: 'FAILED', ...names, inspectionData: inspection };
  inspection.errorDetails = { ...retry, catchIndex: index };
  const catcher = handling.Catch![index]!;
  const output = errorOutput(failure);
  try {
    const outcome = await finish(visit, catcher, output, { errorOutput: output }, `Catch[${index}]/`);
    noteVariables(visit.scope.variables, outcome.assigned, inspection);
    return { ...names, ...succeeded('CAUGHT_ERROR', outcome, inspection) };
  } catch (unusable) {
    if (!(unusable instanceof QueryError)) throw unusable;
    return { ...names, status: 'CAUGHT_ERROR', nextState: catcher.Next, inspectionData: inspection };
  }
}

function succeeded(
  status: 'SUCCEEDED' | 'CAUGHT_ERROR',
  outcome: Outcome,
  inspectionData: Inspection,
): TestResult {
  const next = outcome.next === undefined ? {} : { nextState: outcome.next };
  return { status, output: jsonText(outcome.output), ...next, inspectionData };
}

function noteVariables(before: JsonObject, assigned: JsonObject | undefined, inspection: Inspection): void {
  const variables = { ...before, ...assigned };
  if (Object.keys(variables).length) inspection.variables = jsonText(variables);
}
