import type { Json } from '../expressions/json';
import { withError, withOutput } from '../history/event-details';
import type { TaskOptions } from '../integrations/integration';
import type { TaskState } from '../language/definition';
import { checkPayload } from './limits';
import { Interrupted, StateError } from '../state-error';
import type { Visit } from './visit';

/** One attempt of a task, with its events: scheduled, started, succeeded or failed or timed out. */
export async function runTask(visit: Visit<TaskState>, options: TaskOptions): Promise<Json> {
  const { integration } = options;
  const { events } = integration;
  const record = (suffix: string, details: object) => {
    const id = visit.execution.history.add(events.prefix + suffix, details as never, visit.scope.previous);
    visit.scope.previous = id;
  };
  record('Scheduled', events.scheduled(options, visit.execution.region));
  record('Started', events.target);
  try {
    const submitted = (output: Json) => record('Submitted', withOutput(output, events.target));
    const result = await withinTime(visit, options, submitted);
    checkPayload(integration.source, result);
    record('Succeeded', events.succeeded(result));
    return result;
  } catch (thrown) {
    if (!(thrown instanceof StateError)) throw thrown;
    record(thrown.error === 'States.Timeout' ? 'TimedOut' : 'Failed', withError(thrown, events.target));
    throw new StateError(thrown.error, thrown.cause, true);
  }
}

/** Calls the resource and gives up after the time-out. Only tasks that Express does not have report heartbeats. */
async function withinTime(
  visit: Visit<TaskState>,
  options: TaskOptions,
  submitted: (output: Json) => void,
): Promise<Json> {
  const { execution, scope, name } = visit;
  const stop = new AbortController();
  const caller = `states:${execution.machine.name}/${name}`;
  const work = options.integration.call({ execution, caller, signal: stop.signal, submitted }, options.args);
  const endings: Promise<Json>[] = [work];
  const releases = [onAbort(scope.signal, endings)];
  if (options.timeout !== undefined) releases.push(onTimeout(visit, options.timeout, endings));
  try {
    return await (endings.length > 1 ? Promise.race(endings) : work);
  } finally {
    releases.forEach((release) => release());
    stop.abort(new Interrupted());
    work.catch(() => undefined);
  }
}

function onAbort(signal: AbortSignal, endings: Promise<Json>[]): () => void {
  let abort: () => void = () => undefined;
  endings.push(
    new Promise((_, reject) => {
      abort = () => reject(new Interrupted());
      signal.addEventListener('abort', abort, { once: true });
    }),
  );
  return () => signal.removeEventListener('abort', abort);
}

function onTimeout({ execution }: Visit, seconds: number, endings: Promise<Json>[]): () => void {
  let cancel: () => void = () => undefined;
  endings.push(
    new Promise((_, reject) => {
      const expire = () => reject(new StateError('States.Timeout', undefined));
      cancel = execution.clock.after(seconds * 1000, expire);
    }),
  );
  return () => cancel();
}
