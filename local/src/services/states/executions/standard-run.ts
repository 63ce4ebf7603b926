import type { CloudContext } from '../../../kernel/cloud-context';
import { readJson } from '../expressions/json-text';
import { withInput } from '../history/event-details';
import { History, type HistoryEvent } from '../history/history';
import type { LogWriters } from '../history/log-writer';
import type { Execution, Scope } from '../interpreter/execution';
import { MAX_EVENTS, MAX_STANDARD_SECONDS } from '../interpreter/limits';
import { runStates } from '../interpreter/run-states';
import { standingAgain, standingOf, type Standing } from '../interpreter/standing';
import type { Definition } from '../language/definition';
import { Interrupted } from '../state-error';
import type { ExecutionRecord } from './execution-record';
import type { ExecutionStore } from './execution-store';
import { timedOut } from './halt';
import { runToEnd } from './run-to-end';

/** What a run of a Standard execution works with. */
export interface RunDependencies {
  readonly cloud: CloudContext;
  readonly logs: LogWriters;
  readonly store: ExecutionStore;
  readonly ended: Execution['ended'];
}

/**
 * Runs a Standard execution from its start, or from where it stands, and keeps how it ended. What stops the cloud leaves
 * it running, and so does a data directory that takes no writes: it goes on at the next start.
 */
export async function runStandard(
  dependencies: RunDependencies,
  record: ExecutionRecord,
  definition: Definition,
  controller: AbortController,
  from?: Standing,
): Promise<void> {
  const { cloud, store } = dependencies;
  const scope: Scope = { signal: controller.signal, variables: {}, previous: 0 };
  const cancel = cloud.clock.after(timeLeft(record, definition, cloud.clock.now()), () =>
    controller.abort(timedOut()),
  );
  try {
    const execution = executionOf(dependencies, record, scope);
    const begin = from ?? start(dependencies, execution, record);
    const ending = await runToEnd(execution, scope, () =>
      runStates(execution, scope, definition, execution.input, begin),
    );
    store.stand(record.arn, ending.status === 'SUCCEEDED' ? undefined : standingOf(scope));
    store.keep({ ...record, ...ending, stopTime: cloud.clock.now() });
  } catch (thrown) {
    if (!(thrown instanceof Interrupted))
      cloud.log(`states: ${record.arn} stands still until the next start: ${(thrown as Error).message}`);
  } finally {
    cancel();
    controller.abort(new Interrupted());
  }
}

/** Milliseconds until it times out. A redrive has all its time again. */
function timeLeft(
  { startTime, redriveTime = startTime }: ExecutionRecord,
  definition: Definition,
  now: number,
) {
  const seconds = Math.min(definition.TimeoutSeconds ?? MAX_STANDARD_SECONDS, MAX_STANDARD_SECONDS);
  return redriveTime + seconds * 1000 - now;
}

/** Records that the execution starts, or is redriven; the answer is where it goes on. */
function start(
  { cloud, store }: RunDependencies,
  { history, input }: Execution,
  { arn, machine: { roleArn }, redriveCount }: ExecutionRecord,
): Standing | undefined {
  if (redriveCount === 0) {
    history.add('ExecutionStarted', withInput(input, { roleArn }), 0);
    return undefined;
  }
  const redriven = history.add('ExecutionRedriven', { redriveCount }, store.historyOf(arn).length);
  const standing = store.standingOf(arn);
  return standing && standingAgain(standing, cloud.clock.now(), redriven);
}

function executionOf(
  { cloud, logs, store, ended }: RunDependencies,
  record: ExecutionRecord,
  scope: Scope,
): Execution {
  const { region, accountId, clock, call } = cloud;
  const { arn, name, machine, input, startTime, redriveCount, redriveTime } = record;
  const log = logs.listener(machine, arn, redriveCount);
  const listen = (event: HistoryEvent) => {
    store.add(arn, event);
    log(event);
  };
  return {
    ...{ arn, type: 'STANDARD', name, input: readJson(input), startTime, redriveCount, redriveTime },
    machine,
    history: new History(clock, listen, store.historyOf(arn).length, MAX_EVENTS),
    ...{ region, accountId, clock, call, ended },
    advanced: store.durable ? () => store.stand(arn, standingOf(scope)) : undefined,
  };
}
