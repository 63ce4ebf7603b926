import type { Json } from '../expressions/json';
import type { Integration } from './integration';
import { fromApi, toApi } from './members';
import { SDK_SERVICES, type SdkService } from './sdk-services';
import { serviceError } from './service-error';
import { serviceEvents } from './task-events';

/**
 * `arn:aws:states:::aws-sdk:<service>:<action>`: any operation of a service, its answer as it is; undefined for a service
 * that this cloud does not have.
 */
export function sdkCall(id: string, action: string): Integration | undefined {
  const service = Object.hasOwn(SDK_SERVICES, id) ? SDK_SERVICES[id] : undefined;
  if (!service) return undefined;
  const operation = action[0]!.toUpperCase() + action.slice(1);
  return {
    source: `aws-sdk:${id}`,
    events: serviceEvents(`aws-sdk:${id}`, action),
    call: async ({ execution, caller, signal }, args) => {
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

/** Lambda's payload is a blob; the task's text is its UTF-8. */
function blobs(service: SdkService, operation: string, input: object): object {
  const payload = (input as { Payload?: Json }).Payload;
  if (service.name !== 'lambda' || operation !== 'Invoke' || typeof payload !== 'string') return input;
  return { ...input, Payload: Buffer.from(payload) };
}
