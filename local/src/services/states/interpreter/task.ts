import type { Json } from '../expressions/json';
import type { TaskOptions } from '../integrations/integration';
import { resolveIntegration } from '../integrations/resolve-integration';
import type { TaskState } from '../language/definition';
import { attempts } from './attempts';
import { evaluateField, numberField } from './fields';
import { checkPayload } from './limits';
import { StateError } from '../state-error';
import { runTask } from './task-attempt';
import type { Outcome, Visit } from './visit';

/** Longest time-out and heartbeat of a task, in seconds. AWS: "Task workflow state". */
const LONGEST = 99_999_999;

const NOT_CALLED = resolveIntegration('arn:aws:states:::lambda:invoke');

/** Task: evaluates its arguments, calls its resource, tries again and catches as it says. */
export function taskState(visit: Visit<TaskState>): Promise<Outcome> {
  return attempts(visit, { run: async () => runTask(visit, await taskOptions(visit)) });
}

/** The evaluated fields of a task; `called` is false when a mock stands in for its resource. */
export async function taskOptions(visit: Visit<TaskState>, called = true): Promise<TaskOptions> {
  const { state, input } = visit;
  const args = state.Arguments === undefined ? input : await evaluateField(visit, state, 'Arguments');
  const timeout = await numberField(visit, 'TimeoutSeconds', { least: 0, most: LONGEST });
  const heartbeat = await numberField(visit, 'HeartbeatSeconds', { least: 0, most: LONGEST });
  if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout)
    throw new StateError('States.Runtime', 'HeartbeatSeconds must be smaller than TimeoutSeconds.');
  const credentials: Json | undefined =
    state.Credentials === undefined ? undefined : await evaluateField(visit, state, 'Credentials');
  checkPayload(visit.name, args);
  return {
    integration: called ? resolveIntegration(state.Resource) : NOT_CALLED,
    args,
    timeout,
    heartbeat,
    credentials,
  };
}
