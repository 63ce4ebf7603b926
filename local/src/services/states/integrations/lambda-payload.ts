import type { Json } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import { StateError } from '../state-error';
import type { TaskContext } from './integration';
import { serviceError, type ErrorNames } from './service-error';

/** What Lambda's Invoke answers in this cloud. */
export interface InvokeAnswer {
  readonly StatusCode?: number;
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array | string;
  readonly ExecutedVersion?: string;
}

const ERRORS: ErrorNames = {
  prefix: 'Lambda',
  generic: 'AWSLambdaException',
  service: 'AWSLambda',
  form: 'optimised',
};

/** Invokes a function and waits for it. Rejects with `StateError` for what Lambda refuses. */
export async function invoke(context: TaskContext, input: object, requestId?: string): Promise<InvokeAnswer> {
  const { execution, caller, signal } = context;
  try {
    return await execution.call<InvokeAnswer>('lambda', 'Invoke', input, { caller, signal, requestId });
  } catch (thrown) {
    throw serviceError(thrown, ERRORS);
  }
}

/** The text of an answer's payload. */
export function payloadText({ Payload }: InvokeAnswer): string {
  return typeof Payload === 'string' ? Payload : Buffer.from(Payload ?? []).toString('utf8');
}

/**
 * The failure of a function: its error type is the error's name, its payload the cause; one that names no type is
 * `Lambda.Unknown`. `compact` writes the cause anew, as `lambda:invoke` does.
 */
export function functionError(answer: InvokeAnswer, compact: boolean): StateError {
  const text = payloadText(answer);
  const payload = parse(text) as { errorType?: unknown } | undefined;
  if (typeof payload?.errorType === 'string')
    return new StateError(payload.errorType, compact ? jsonText(payload as unknown as Json) : text);
  return new StateError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${text}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
