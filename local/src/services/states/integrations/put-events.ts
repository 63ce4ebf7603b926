import { isObject, type Json, type JsonObject } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import { StateError } from '../state-error';
import type { Integration, TaskContext } from './integration';
import { asText } from './members';
import { serviceError, type ErrorNames } from './service-error';
import { serviceEvents } from './task-events';

const ERRORS: ErrorNames = {
  prefix: 'EventBridge',
  generic: 'EventBridgeException',
  service: 'EventBridge',
  modelled: ['AccessDeniedException', 'ThrottlingException'],
  form: 'sdk',
};

/**
 * `events:putEvents`: details may be objects, each event names the execution among its resources, and one entry that
 * failed is an error of the task. AWS: "Add EventBridge events with Step Functions".
 */
export function putEvents(): Integration {
  return {
    source: 'events',
    events: serviceEvents('events', 'putEvents'),
    call: async ({ execution, caller, signal }, args) => {
      const answer = await put(execution, withResources(execution, args), { caller, signal });
      if (Number(answer.FailedEntryCount) > 0)
        throw new StateError('EventBridge.FailedEntry', jsonText(answer));
      return answer;
    },
  };
}

async function put(
  { call }: TaskContext['execution'],
  input: object,
  options: { caller: string; signal: AbortSignal },
): Promise<JsonObject> {
  try {
    const { Entries, FailedEntryCount } = await call<JsonObject>('events', 'PutEvents', input, options);
    return { Entries: Entries ?? [], FailedEntryCount: FailedEntryCount ?? 0 };
  } catch (thrown) {
    throw serviceError(thrown, ERRORS);
  }
}

function withResources(execution: TaskContext['execution'], args: Json): object {
  if (!isObject(args) || !Array.isArray(args.Entries)) return args as object;
  const own = [execution.machine.arn, execution.arn];
  const entries = args.Entries.map((entry) => {
    if (!isObject(entry)) return entry;
    const { Detail, Resources } = entry;
    const resources = [...(Array.isArray(Resources) ? Resources : []), ...own];
    return { ...entry, ...(Detail === undefined ? {} : { Detail: asText(Detail) }), Resources: resources };
  });
  return { ...args, Entries: entries };
}
