import type { Json } from '../expressions/json';
import type { Integration } from './integration';
import { fromApi, toApi } from './members';
import { SDK_SERVICES, type SdkService } from './sdk-services';
import { serviceError } from './service-error';
import { serviceEvents } from './task-events';
import { StateError } from '../interpreter/state-error';

/** `arn:aws:states:::aws-sdk:<service>:<action>`: any operation of a service, its answer as it is. */
export function sdkCall(id: string, action: string): Integration {
  const service = SDK_SERVICES[id];
  const operation = action[0]!.toUpperCase() + action.slice(1);
  return {
    source: `aws-sdk:${id}`,
    events: serviceEvents(`aws-sdk:${id}`, action),
    call: async ({ execution, caller, signal }, args) => {
      if (!service) throw unserved(id);
      const input = toApi(service.name, args, service.texts) as object;
      try {
        const answer = await execution.call(service.name, operation, blobs(service, operation, input), {
          caller,
          signal,
        });
        return fromApi(service.name, answer);
      } catch (thrown) {
        throw serviceError(thrown, service.errors);
      }
    },
  };
}

function unserved(id: string): StateError {
  return new StateError('States.Runtime', `The local cloud does not serve aws-sdk:${id}.`);
}

/** Lambda's payload is a blob; the task's text is its UTF-8. */
function blobs(service: SdkService, operation: string, input: object): object {
  const payload = (input as { Payload?: Json }).Payload;
  if (service.name !== 'lambda' || operation !== 'Invoke' || typeof payload !== 'string') return input;
  return { ...input, Payload: Buffer.from(payload) };
}
