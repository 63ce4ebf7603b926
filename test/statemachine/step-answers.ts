import { AwsError } from 'local-cloud/kernel/aws-error';

export const ENVELOPE_ID = '6f1c2a34-0000-4000-8000-000000000001';
export const OCCURRED_AT = '2026-01-31T12:00:00.000Z';

/** An error's name as Step Functions reports it, or the service's answer, for each call of a state; the last one stays. */
export type Answers = Readonly<Record<string, readonly (string | object)[]>>;

/** Gives each call of a state its planned answer, or a good one where nothing is planned. */
export function answerOf(plan: Answers): (state: string) => unknown {
  const calls = new Map<string, number>();
  return (state) => {
    const nth = calls.get(state) ?? 0;
    calls.set(state, nth + 1);
    const planned = plan[state] ?? [];
    const answer = planned[Math.min(nth, planned.length - 1)] ?? good(state);
    return typeof answer === 'string' ? fail(answer) : answer;
  };
}

/** The state document that `ValidateUser` returns. */
export function validated(attempt: number): Record<string, unknown> {
  const metadata = { event_id: 'e-1', schema_version: '1', occurred_at: OCCURRED_AT, correlation_id: 'c-1' };
  const user = {
    cognito_id: 'sub-1',
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    phone: '+441632960001',
  };
  return {
    delivery: {
      failure_id: ENVELOPE_ID,
      envelope_id: ENVELOPE_ID,
      message_id: 'message-1',
      sent_at: OCCURRED_AT,
      attempt,
    },
    event: { metadata: { ...metadata, origin: 'sign-up' }, data: { ...user, username: 'ada' } },
    user,
    claim: { owner: ENVELOPE_ID },
    persisted: { event_id: 'p-1' },
  };
}

export function payload(document: object): object {
  return { StatusCode: 200, Payload: JSON.stringify(document) };
}

export function row(operation: string): object {
  const user = { id: 'u-1', email: 'ada@example.com' };
  return statement({ operation, persisted_at: OCCURRED_AT, user });
}

export function statement(document: object): object {
  return { Records: [[{ StringValue: JSON.stringify(document) }]] };
}

/** The answer of Cognito about the user of `validated`. */
export function cognitoUser(attributes: Record<string, string> = {}, UserStatus = 'CONFIRMED'): object {
  const all = { sub: 'sub-1', email: 'ada@example.com', email_verified: 'true', ...attributes };
  const UserAttributes = Object.entries(all).map(([Name, Value]) => ({ Name, Value }));
  const UserLastModifiedDate = '2026-01-31T11:59:00Z';
  return { Username: 'ada', UserAttributes, UserLastModifiedDate, Enabled: true, UserStatus };
}

/** The record as DynamoDB has it after a failed delivery. */
export function record(more: object = {}): object {
  return {
    Attributes: { executions: { L: [{ S: 'this one' }] }, possible_publications: { N: '0' }, ...more },
  };
}

/** The count of failures with one cause, as DynamoDB has it after one more. */
export function sameCause(failures: number, first = 'another one'): object {
  return { Attributes: { failures: { N: `${failures}` }, first_failure: { S: first } } };
}

function good(state: string): object {
  const answers: Record<string, object> = {
    ValidateUser: payload(validated(1)),
    UpsertUser: row('created'),
    AskCognito: cognitoUser(),
    PublishUserPersisted: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] },
    RecordFailure: record(),
    RollBackUser: statement({ rolled_back: true, reason: 'deleted' }),
    CountAlert: sameCause(1),
    AlertOperators: { MessageId: 'm' },
  };
  return answers[state] ?? {};
}

/** Makes the service fail so that Step Functions reports this error; a message may follow behind a colon. */
function fail(planned: string): object {
  const [error = '', message = 'Injected'] = planned.split(/: (.*)/s);
  const [, code = error] = error.split('.');
  if (error === 'EventBridge.FailedEntry') return { FailedEntryCount: 1, Entries: [{ ErrorCode: 'x' }] };
  throw new AwsError(code, message);
}
