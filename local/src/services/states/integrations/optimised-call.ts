import type { Json, JsonObject } from '../expressions/json';
import type { Integration } from './integration';
import { fromApi, toApi } from './members';
import { withMetadata } from './sdk-metadata';
import { serviceError, type ErrorNames } from './service-error';
import { serviceEvents } from './task-events';

/** How an optimised integration differs from the plain call of its API. */
export interface Optimised {
  /** Name of the local service. */
  readonly service: string;
  readonly errors: ErrorNames;
  readonly texts?: readonly string[];
  readonly contentType?: string;
}

/** `arn:aws:states:::<type>:<action>`: one operation, its answer with the response's metadata. */
export function optimisedCall(type: string, action: string, optimised: Optimised): Integration {
  const { service, errors, texts, contentType } = optimised;
  const operation = action[0]!.toUpperCase() + action.slice(1);
  return {
    source: type,
    events: serviceEvents(type, action),
    call: async ({ execution, caller, signal }, args: Json) => {
      try {
        const input = toApi(service, args, texts) as object;
        const answer = await execution.call(service, operation, input, { caller, signal });
        return withMetadata(fromApi(service, answer) as JsonObject, execution.clock.now(), contentType);
      } catch (thrown) {
        throw serviceError(thrown, errors);
      }
    },
  };
}

/** Names in the errors of an optimised integration. */
export function optimisedErrors(prefix: string, service: string): ErrorNames {
  return { prefix, service, generic: `${service.replace(/v2$/, '')}Exception`, form: 'optimised' };
}
