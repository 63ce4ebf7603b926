import type { CloudWatch } from '../faults/cloud-watch';
import type { Arrival, Send } from './arrivals';
import { expectedRegisteredId } from './expected-ids';
import type { SignUp } from './sign-up';

/** What the trigger may take from its invocation to the time that it writes down, cloud milliseconds. */
const TRIGGER_TIME = 60_000;

/** Brings one person's registration in, in all of the ways that they come, and notes what was sent. */
export async function sendArrival(watch: CloudWatch, arrival: Arrival, trigger: string): Promise<void> {
  const { signUp, sends } = arrival;
  if (signUp.older) signUp.id = await createInPool(watch, signUp);
  await Promise.all(sends.map((one) => send(watch, signUp, one, trigger)));
}

/** Nobody is given an older row whom Cognito does not know: to it they go first. Answers their `sub`. */
async function createInPool(watch: CloudWatch, { pool, email, name, phone }: SignUp): Promise<string> {
  const given = Object.entries({ email, name, phone_number: phone, email_verified: 'true' });
  const { User } = await watch.call<{ User: { Attributes: { Name: string; Value: string }[] } }>(
    'cognito-idp',
    'AdminCreateUser',
    {
      UserPoolId: pool,
      Username: email,
      MessageAction: 'SUPPRESS',
      UserAttributes: given.flatMap(([Name, Value]) => (Value === undefined ? [] : [{ Name, Value }])),
    },
  );
  return User.Attributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

async function send(watch: CloudWatch, signUp: SignUp, one: Send, trigger: string): Promise<void> {
  const { EventBusName, RegistrationQueueUrl: QueueUrl } = watch.cloud.outputs;
  const { by, delay = 0 } = one;
  const now = watch.cloud.clock.now();
  const text = one.body(now);
  note(signUp, by, text, now);
  if (by === 'trigger') await watch.call('lambda', 'Invoke', { FunctionName: trigger, Payload: text });
  if (by === 'queue')
    await watch.call('sqs', 'SendMessage', { QueueUrl, MessageBody: text, DelaySeconds: delay });
  if (by !== 'bus') return;
  const { source: Source, 'detail-type': DetailType, detail } = JSON.parse(text) as Record<string, string>;
  const entry = { EventBusName, Source, DetailType, Detail: JSON.stringify(detail) };
  await watch.call('events', 'PutEvents', { Entries: [entry] });
}

function note({ valid, causes, pool, id }: SignUp, by: Send['by'], text: string, now: number): void {
  if (!valid) return;
  const cause = by === 'trigger' ? byTrigger(pool, id, now) : bySender(text);
  if (by === 'trigger' || !causes.some((one) => JSON.stringify(one) === JSON.stringify(cause)))
    causes.push(cause);
}

function byTrigger(pool: string, id: string, now: number) {
  const eventId = expectedRegisteredId(pool, id);
  return { eventId, correlationId: eventId, from: now, until: now + TRIGGER_TIME };
}

function bySender(text: string) {
  const { metadata } = (JSON.parse(text) as { detail: { metadata: Record<string, string> } }).detail;
  const { event_id: eventId = '', correlation_id: correlationId = '', occurred_at = '' } = metadata;
  const at = Date.parse(occurred_at);
  return { eventId, correlationId, from: at, until: at };
}
