import type { Json } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import { withError, withOutput } from '../history/event-details';
import type { Execution, Scope } from '../interpreter/execution';
import { Interrupted, StateError } from '../state-error';
import type { Ending } from './ending';
import { Halt } from './halt';

/**
 * Does an execution's work, of whatever type, and records how it ended. Rejects with `Interrupted` when the cloud stops
 * meanwhile, and records nothing then.
 */
export async function runToEnd(
  execution: Execution,
  scope: Scope,
  work: () => Promise<Json>,
): Promise<Ending> {
  const { history } = execution;
  try {
    const output = await work();
    history.add('ExecutionSucceeded', withOutput(output), scope.previous);
    return { status: 'SUCCEEDED', output: jsonText(output) };
  } catch (thrown) {
    if (thrown instanceof Interrupted) return halted(execution, scope, thrown);
    const failure = thrown instanceof StateError ? thrown : internal(thrown);
    history.add('ExecutionFailed', withError(failure), scope.previous);
    return { status: 'FAILED', error: failure.error, cause: failure.cause };
  }
}

/** Recorded on AWS: the end of a Standard execution that was stopped follows no event of its own. */
function halted({ history, type }: Execution, { signal, previous }: Scope, thrown: Interrupted): Ending {
  const halt = [signal.reason as unknown, thrown].find((each) => each instanceof Halt);
  if (!halt) throw thrown;
  const { ending } = halt;
  history.add(EVENTS[ending.status], withError(ending), type === 'STANDARD' ? 0 : previous);
  return ending;
}

const EVENTS = {
  ABORTED: 'ExecutionAborted',
  FAILED: 'ExecutionFailed',
  SUCCEEDED: 'ExecutionSucceeded',
  TIMED_OUT: 'ExecutionTimedOut',
};

/** A fault of the local cloud fails the execution and says so; it does not take the process down. */
function internal(thrown: unknown): StateError {
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new StateError('States.Runtime', `Fault of the local cloud: ${message}`);
}
