import { AwsError } from '../kernel/aws-error';
import type { Gateway } from '../kernel/gateway';
import type { Service } from '../kernel/service';
import { checkInput } from './check-input';
import { restJsonWire } from './rest-json-wire';
import { guessWire, serviceOf, wireOf } from './route-request';
import type { LocalApi } from './local-api';
import type { Mounts } from './mounts';
import type { Wire, WireRequest, WireResponse } from './wire';

/** What answering takes besides the request. */
export interface Answering {
  readonly gateway: Gateway;
  readonly localApi: LocalApi;
  readonly mounts?: Mounts;
  readonly log: (line: string) => void;
}

/** Answers one request; every failure becomes an error document in the protocol that its client speaks. */
export async function answerRequest(
  answering: Answering,
  request: WireRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<WireResponse> {
  let wire: Wire = request.path.startsWith('/_local/') ? restJsonWire : guessWire(request);
  let service: Service | undefined;
  try {
    const mounted = answering.mounts?.answer(request);
    if (mounted) return await mounted;
    if (request.path.startsWith('/_local/')) return await answering.localApi.answer(request);
    service = serviceOf(request, answering.gateway);
    wire = wireOf(service, request);
    const call = wire.decode(request, service);
    const input = checkInput(service.name, call);
    const options = { caller: callerOf(request), signal, requestId };
    const output = await answering.gateway.call(service.name, call.operation, input, options);
    return call.encode(output, requestId);
  } catch (error) {
    return wire.encodeError(asAwsError(error, answering.log), requestId, service);
  }
}

/** A function's session token is `lambda:<name>`: so faults can be set on what one function calls. */
function callerOf({ headers }: WireRequest): string {
  const token = headers['x-amz-security-token'];
  return typeof token === 'string' && token.startsWith('lambda:') ? token : 'client';
}

/** Anything but an `AwsError` is a fault of the local cloud itself: it is told to whoever watches the terminal. */
export function asAwsError(error: unknown, log: (line: string) => void): AwsError {
  if (error instanceof AwsError) return error;
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const message = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalFailure', `The local cloud failed: ${message}`, 500);
}
