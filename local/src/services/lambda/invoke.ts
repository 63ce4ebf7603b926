import { AwsError, unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { findFunction, type FoundFunction } from './function-name';
import type { FunctionRunner } from './function-runner';
import type { InvokeLater } from './invoke-later';
import type { Call } from '../../kernel/service';
import type { FunctionRegistry } from './lambda-function';
import type { InvocationRequest } from './run-invocation';

export interface InvokeInput {
  readonly FunctionName: string;
  readonly Qualifier?: string;
  readonly InvocationType?: string;
  readonly LogType?: string;
  readonly ClientContext?: string;
  readonly TenantId?: string;
  /** JSON text or its bytes. */
  readonly Payload?: Uint8Array | string;
}

export interface InvokeOutput {
  readonly StatusCode: number;
  readonly FunctionError?: 'Unhandled';
  readonly LogResult?: string;
  readonly ExecutedVersion?: string;
  readonly Payload?: Uint8Array;
}

/** Largest payloads (Invoke API page: 6 MB synchronously, 1 MB asynchronously). */
const LARGEST: Record<string, number> = { RequestResponse: 6_291_456, Event: 1_048_576 };

/** Invoke: synchronously, asynchronously (`Event`) or not at all (`DryRun`). The invocation's id is the request's. */
export function invoke(
  context: CloudContext,
  registry: FunctionRegistry,
  runner: FunctionRunner,
  later: InvokeLater,
) {
  return async (
    input: InvokeInput,
    { crash, requestId }: Pick<Call, 'crash' | 'requestId'>,
  ): Promise<InvokeOutput> => {
    if (input.TenantId !== undefined) throw unsupported('Lambda tenant isolation (TenantId)');
    const found = findFunction(context, registry, input.FunctionName, input.Qualifier, ':$LATEST');
    const type = input.InvocationType ?? 'RequestResponse';
    const payload = payloadText(input.Payload, type);
    if (type === 'DryRun') return { StatusCode: 204 };
    if (type === 'RequestResponse') return answerNow(runner, { ...found, payload, crash, requestId }, input);
    if (type !== 'Event') throw unknownType(type);
    later({ ...found, payload, crash, requestId });
    return { StatusCode: 202, Payload: new Uint8Array() };
  };
}

async function answerNow(
  runner: FunctionRunner,
  found: FoundFunction & Pick<InvocationRequest, 'payload' | 'crash' | 'requestId'>,
  input: InvokeInput,
): Promise<InvokeOutput> {
  const clientContext = input.ClientContext && Buffer.from(input.ClientContext, 'base64').toString();
  const result = await runner({ ...found, clientContext });
  return {
    StatusCode: 200,
    ...(result.failed && { FunctionError: 'Unhandled' as const }),
    ...(input.LogType === 'Tail' && { LogResult: Buffer.from(result.tail).toString('base64') }),
    ExecutedVersion: found.version,
    Payload: Buffer.from(result.payload),
  };
}

/** An empty payload is an empty object. */
function payloadText(payload: InvokeInput['Payload'], type: string): string {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload ?? []);
  const limit = LARGEST[type] ?? Infinity;
  if (bytes.length > limit)
    throw new AwsError(
      'RequestTooLargeException',
      `${bytes.length} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
      413,
    );
  const text = bytes.length === 0 ? '{}' : bytes.toString();
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = `Could not parse request body into json: Could not parse payload into json: ${(error as Error).message}`;
    throw new AwsError('InvalidRequestContentException', reason, 400, { Type: 'User' });
  }
}

function unknownType(type: string): AwsError {
  const constraint = `Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`;
  return new AwsError('ValidationException', `1 validation error detected: ${constraint}`);
}
