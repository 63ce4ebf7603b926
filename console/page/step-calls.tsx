import type { CallDocument, StepDocument } from '../feed/documents';
import { visible } from './format';
import { Json } from './json';

/** Each call of a step: what it asked, what it was answered or refused. */
export function StepCalls({ step: { calls } }: { step: StepDocument }) {
  if (calls.length === 0) return <p class="dim">It calls no service.</p>;
  return (
    <>
      {calls.map((call, at) => (
        <details key={at} open={at === calls.length - 1}>
          <summary>
            Try {at + 1}:{' '}
            {call.error === undefined ? 'answered' : <span class="error">{visible(call.error)}</span>}
          </summary>
          <Call call={call} />
        </details>
      ))}
    </>
  );
}

function Call({ call: { request, response, error, cause } }: { call: CallDocument }) {
  return (
    <>
      {error !== undefined && <p>{visible(causeOf(cause))}</p>}
      <h3>Request</h3>
      <Json value={request} label="Request" />
      {response !== undefined && <h3>Response</h3>}
      {response !== undefined && <Json value={response} label="Response" />}
    </>
  );
}

/** A Lambda function's error is a JSON document with a stack; a person wants its message. */
export function causeOf(cause = ''): string {
  const message = /^\{.*?"errorMessage":"((?:[^"\\]|\\.)*)"/s.exec(cause)?.[1];
  try {
    return message === undefined ? cause : (JSON.parse(`"${message}"`) as string);
  } catch {
    return cause;
  }
}
