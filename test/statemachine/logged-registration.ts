import { StatesFixture, type LoggedEvent } from 'local-cloud/testing/state-machine-runner';
import type { ValidateUserInput } from '../../tasks/shared/state-document';
import { validateUser } from '../../tasks/validate-user';
import { envelope, testUser } from '../faults/test-user';
import { filledDefinition } from './filled-definition';
import { OCCURRED_AT, row } from './step-answers';

/** CloudWatch Logs counts so many bytes for an event besides its message. (CloudWatch Logs API reference, `PutLogEvents`) */
const EVENT_OVERHEAD = 26;

const ACCOUNT = 'us-east-1:123456789012';
/** As long as those that AWS gives. */
const NAMES: Readonly<Record<string, string>> = {
  ValidateUserArn: `arn:aws:lambda:${ACCOUNT}:function:UserRegistration-ValidateUser0A1B2C3D-a1b2c3d4e5f6`,
  DatabaseClusterArn: `arn:aws:rds:${ACCOUNT}:cluster:userregistration-userdatabasecluster0a1b2c3d-a1b2c3d4e5f6`,
  RegistrationSecretArn: `arn:aws:secretsmanager:${ACCOUNT}:secret:UserDatabaseRegistrationLogin-a1b2c3d4e5f6-a1b2c3`,
  DatabaseName: 'registration',
  EventBusName: 'user-registration',
};

const user = testUser(1, '11111111-1111-4111-8111-111111111111');
const now = Date.parse(OCCURRED_AT);

/** A message as a pipe hands it over on AWS, the length of its receipt handle included. */
const message = {
  messageId: user.id,
  receiptHandle: 'A'.repeat(400),
  body: envelope(user, now),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: `${now}`,
    SenderId: 'AIDAIENQZJOLO23YVJ4VO',
    ApproximateFirstReceiveTimestamp: `${now}`,
  },
  messageAttributes: {},
  md5OfBody: '098f6bcd4621d373cade4e832627b4f6',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${ACCOUNT}:UserRegistration-RegistrationQueue0A1B2C3D-a1b2c3d4e5f6`,
  awsRegion: 'us-east-1',
};

/** The execution log of one registration that goes well, as AWS writes it. */
export async function loggedRegistration(): Promise<readonly LoggedEvent[]> {
  const states = new StatesFixture({
    lambda: { Invoke: validated },
    'rds-data': { ExecuteStatement: () => row('created') },
    events: { PutEvents: () => ({ FailedEntryCount: 0, Entries: [{ EventId: user.id }] }) },
  });
  await states.output(filledDefinition(NAMES), [message]);
  return states.events;
}

async function validated({ Payload }: { Payload: Uint8Array }): Promise<object> {
  const stack = { userPoolId: user.pool, now: () => new Date(now) };
  const claim = async (_: string, owner: string) => ({ owner });
  const input = JSON.parse(Buffer.from(Payload).toString()) as ValidateUserInput;
  return { StatusCode: 200, Payload: JSON.stringify(await validateUser({ ...stack, claim }, input)) };
}

/** Bytes that CloudWatch Logs asks money for, by state; what belongs to none is the execution's own. */
export function bytesByState(events: readonly LoggedEvent[]): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  let state = 'the execution';
  for (const event of events) {
    if (event.type.startsWith('Execution')) state = 'the execution';
    if (event.type.endsWith('StateEntered')) state = String(event.details['name']);
    const size = Buffer.byteLength(JSON.stringify(event)) + EVENT_OVERHEAD;
    bytes.set(state, (bytes.get(state) ?? 0) + size);
  }
  return bytes;
}
