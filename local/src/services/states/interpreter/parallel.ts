import type { Json } from '../expressions/json';
import { jsonArray } from '../expressions/json-text';
import type { ParallelState } from '../language/definition';
import { attempts } from './attempts';
import { innerScope, type Line } from './execution';
import { evaluateField } from './fields';
import { checkPayload } from './limits';
import { linesController, recordAborted, runLine } from './lines';
import { runStates } from './run-states';
import { StateError } from '../state-error';
import type { Outcome, Visit } from './visit';

/** Parallel: runs its branches at the same time; the first that fails stops the others. */
export function parallelState(visit: Visit<ParallelState>): Promise<Outcome> {
  let lines: Line[] = [];
  return attempts(visit, {
    run: () => runBranches(visit, (lines = [])),
    attemptFailed: () => recordAborted(visit, lines),
    failed: () => recordFailure(visit),
  });
}

async function runBranches(visit: Visit<ParallelState>, lines: Line[]): Promise<Json> {
  const { execution, scope, state, input } = visit;
  const branchInput = state.Arguments === undefined ? input : await evaluateField(visit, state, 'Arguments');
  const { begun } = visit;
  visit.begun = undefined;
  if (!begun) scope.previous = execution.history.add('ParallelStateStarted', {}, scope.previous);
  const { controller, release } = linesController(scope.signal);
  scope.lines = lines;
  const runs = state.Branches.map((branch, index) => {
    const inner = innerScope(scope, controller.signal, scope.previous);
    const line: Line = { index, scope: inner, status: 'running' };
    lines.push(line);
    const { output, at } = begun?.[index] ?? {};
    return runLine(line, async () => output ?? runStates(execution, inner, branch, branchInput, at));
  });
  try {
    return succeeded(visit, lines, await Promise.all(runs));
  } catch (thrown) {
    const failed = lines.find((line) => line.status === 'failed');
    if (failed && thrown instanceof StateError) scope.previous = failed.scope.previous;
    throw thrown;
  } finally {
    controller.abort();
    release();
    void Promise.allSettled(runs);
  }
}

function succeeded(visit: Visit<ParallelState>, lines: Line[], outputs: Json[]): Json {
  const { execution, scope, name } = visit;
  scope.previous = Math.max(...lines.map((line) => line.scope.previous));
  execution.history.add('ParallelStateSucceeded', {}, scope.previous);
  const result = jsonArray(outputs);
  checkPayload(name, result);
  return result;
}

function recordFailure({ execution, scope }: Visit<ParallelState>): void {
  scope.previous = execution.history.add('ParallelStateFailed', {}, scope.previous);
}
