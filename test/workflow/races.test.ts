import { randomUUID } from 'node:crypto';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import type { Fault } from 'local-cloud/kernel/faults';
import { synthesize } from 'local-cloud/synthesize';
import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { CloudWatch } from '../faults/cloud-watch';
import { failureIdOf } from '../../tasks/shared/failure-id';
import { broken } from '../faults/invariants';
import { inCognito } from '../faults/in-cognito';
import { malformedBodies } from '../faults/malformed-bodies';
import type { Observation } from '../faults/observation';
import { envelope, testUser, type TestUser } from '../faults/test-user';

let cloud: LocalCloud;
let users = 0;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 2 });
}, 120_000);
afterEach(() => cloud.faults.clear());
afterAll(() => cloud.stop());

const newUser = () => testUser(users++, randomUUID(), cloud.outputs.UserPoolId);
const refused = { code: 'AccessDeniedException', message: 'Injected' };
const failedEntry = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] };

/** Sends bodies at once, lets the queue run empty and says what came of these users. */
async function settle(
  people: readonly TestUser[],
  bodies: readonly string[],
  later: () => Promise<void> = async () => {},
) {
  const watch = new CloudWatch(cloud);
  await watch.start();
  try {
    await Promise.all(bodies.map((body) => send(watch, body)));
    await empty(watch);
    await later();
    await empty(watch);
    const seen = await watch.observe(people.map(({ id }) => ({ cognitoId: id, valid: true })));
    expect(broken(seen)).toEqual([]);
    return seen;
  } finally {
    watch.end();
  }
}

const send = (watch: CloudWatch, MessageBody: string) =>
  watch.call('sqs', 'SendMessage', { QueueUrl: cloud.outputs.RegistrationQueueUrl, MessageBody });
const empty = (watch: CloudWatch) =>
  fastForward(cloud, 30 * 3_600_000, async () => (await watch.inQueue()) === 0);
const outcomes = ({ executions }: Observation) =>
  executions.map(({ outcome, status }) => outcome ?? status).sort();
const openRecords = ({ records }: Observation, { id }: TestUser) =>
  records.filter(({ status, state }) => status === 'open' && state.includes(id));
const rowOf = ({ rows }: Observation, { id }: TestUser) => rows.find((row) => row.cognito_id === id);

/** The same event in another envelope, as when the trigger fires twice. */
function again(body: string, id: string): string {
  return JSON.stringify({ ...(JSON.parse(body) as object), id });
}

/** What StartSyncExecution gets when an operator replays a record. */
function replayOf({
  failure_id,
  resume_at,
  state,
}: {
  failure_id: string;
  resume_at: string;
  state: string;
}) {
  const recorded = JSON.parse(state) as { delivery: object };
  const replay = {
    failure_id,
    replay_id: 'replay-1',
    by: 'test',
    at: '2026-01-31T00:00:00Z',
    reason: 'mended',
  };
  return { resume_at, state: { ...recorded, delivery: { ...recorded.delivery, replay } } };
}

/** What it gets when a registration is started directly, as a reconciliation does. */
function startOf(body: string) {
  const delivery = { failure_id: failureIdOf(body), attempt: 1, started_by: 'reconcile-users' };
  return { resume_at: 'ValidateUser', state: { delivery, body: body.replace('"sign-up"', '"reconcile"') } };
}

async function execute(start: object): Promise<void> {
  const { StateMachineArn: stateMachineArn } = cloud.outputs;
  const input = JSON.stringify([start]);
  await new CloudWatch(cloud).call('states', 'StartSyncExecution', { stateMachineArn, input });
}

describe('two copies of one message at the same time', () => {
  it('make one row, and every copy of the event says the same', async () => {
    const ada = newUser();
    const body = envelope(ada, cloud.clock.now());

    const seen = await settle(
      [ada],
      Array.from({ length: 6 }, () => body),
    );

    expect(outcomes(seen)).toEqual(Array(6).fill('registered'));
    expect(new Set(seen.events.map(({ eventId }) => eventId)).size).toBe(1);
  });

  it('leave the row of the copy that announced it, when the other gives up', async () => {
    const ada = newUser();
    const body = envelope(ada, cloud.clock.now());
    // One try of one copy gets through; every other is refused.
    const once: Fault = {
      service: 'events',
      caller: '/PublishUserPersisted',
      input: ada.id,
      delay: 1,
      times: 1,
    };
    cloud.faults.add(once);
    cloud.faults.add({ ...once, times: undefined, response: failedEntry });

    const seen = await settle([ada], [body, body]);

    expect(rowOf(seen, ada)).toBeDefined();
    expect(seen.events).toHaveLength(1);
  });
});

describe('two events for one user', () => {
  it('make one row; the second is a duplicate', async () => {
    const ada = newUser();
    const body = envelope(ada, cloud.clock.now());

    const seen = await settle([ada], [body, again(body, newUser().id)]);

    expect(outcomes(seen)).toEqual(['duplicate', 'registered']);
  });

  it('leave what the newer one wrote when the older comes late', async () => {
    const ada = newUser();
    const now = cloud.clock.now();
    const older = envelope({ ...ada, name: 'Canary Old' }, now - 60_000);
    const newer = again(envelope({ ...ada, name: 'Canary New' }, now), newUser().id);

    const seen = await settle([ada], [newer], () => execute(startOf(older)));

    expect(rowOf(seen, ada)).toMatchObject({ name: 'Canary New' });
    expect(outcomes(seen)).toEqual(['duplicate', 'registered']);
  });
});

describe('two users with one e-mail address', () => {
  it('race for it: one is registered, the other is on record as rejected', async () => {
    const ada = newUser();
    const eve = { ...newUser(), email: ada.email.toUpperCase() };
    const now = cloud.clock.now();
    for (const user of [ada, eve]) cloud.faults.add(inCognito(user));

    const seen = await settle([ada, eve], [envelope(ada, now), envelope(eve, now)]);

    expect(outcomes(seen)).toEqual(['registered', 'rejected']);
    expect([ada, eve].filter((user) => rowOf(seen, user))).toHaveLength(1);
  });
});

describe('compensation', () => {
  const steps = (user: TestUser) => ({ service: 'events', caller: '/PublishUserPersisted', input: user.id });

  it('takes a created row back when the event was refused, and a replay registers after all', async () => {
    const ada = newUser();
    const refusal = cloud.faults.add({ ...steps(ada), response: failedEntry });

    const parked = await settle([ada], [envelope(ada, cloud.clock.now())]);
    const [record] = openRecords(parked, ada);
    cloud.faults.remove(refusal);
    const replayed = await settle([ada], [], () => execute(replayOf(record!)));

    expect(rowOf(parked, ada)).toBeUndefined();
    expect(record).toMatchObject({
      resume_at: 'UpsertUser',
      roll_back: { rolled_back: true, reason: 'deleted' },
    });
    expect(rowOf(replayed, ada)).toBeDefined();
    expect(openRecords(replayed, ada)).toEqual([]);
  });

  it('gives an updated row its former values back', async () => {
    const ada = newUser();
    const now = cloud.clock.now();
    const first = await settle([ada], [envelope(ada, now)]);
    const change = again(envelope({ ...ada, name: 'Canary Changed' }, now + 1000), newUser().id);
    cloud.faults.add({ ...steps(ada), response: failedEntry });

    const seen = await settle([ada], [], () => execute(startOf(change)));

    expect(rowOf(seen, ada)).toEqual(rowOf(first, ada));
    expect(openRecords(seen, ada)).toMatchObject([{ roll_back: { rolled_back: true, reason: 'restored' } }]);
  });

  it('leaves the row when one try may have announced it, though the last one was refused', async () => {
    for (const refusal of [{ response: failedEntry }, { error: refused }]) {
      const ada = newUser();
      const error = { code: 'InternalException', message: 'Injected', status: 500 };
      cloud.faults.add({ ...steps(ada), error, afterEffect: true, times: 1 });
      cloud.faults.add({ ...steps(ada), ...refusal });

      const seen = await settle([ada], [envelope(ada, cloud.clock.now())]);

      expect(rowOf(seen, ada)).toBeDefined();
      expect(openRecords(seen, ada)).toMatchObject([{ roll_back: { reason: 'may_have_published' } }]);
    }
  });

  it('leaves the row when the answer to the publication was lost', async () => {
    const ada = newUser();
    const error = { code: 'InternalException', message: 'Injected', status: 500 };
    cloud.faults.add({ ...steps(ada), error, afterEffect: true });

    const seen = await settle([ada], [envelope(ada, cloud.clock.now())]);

    expect(rowOf(seen, ada)).toBeDefined();
    expect(openRecords(seen, ada)).toMatchObject([
      { resume_at: 'PublishUserPersisted', roll_back: { rolled_back: false } },
    ]);
  });
});

describe('a message that comes back', () => {
  it('from the dead-letter queue, registers and closes its record', async () => {
    const ada = newUser();
    const broken = cloud.faults.add({
      service: 'rds-data',
      caller: '/UpsertUser',
      input: ada.id,
      error: refused,
    });
    const unrecorded = cloud.faults.add({
      service: 'dynamodb',
      caller: '/RecordFailure',
      input: ada.id,
      error: refused,
      afterEffect: true,
    });
    const watch = new CloudWatch(cloud);

    const seen = await settle([ada], [envelope(ada, cloud.clock.now())], async () => {
      cloud.faults.remove(broken);
      cloud.faults.remove(unrecorded);
      expect(await watch.redrive()).toBe(true);
    });

    expect(rowOf(seen, ada)).toBeDefined();
    expect(openRecords(seen, ada)).toEqual([]);
  });

  it('while an operator replays it, makes one row and one event', async () => {
    const ada = newUser();
    const body = envelope(ada, cloud.clock.now());
    const fault = cloud.faults.add({
      service: 'rds-data',
      caller: '/UpsertUser',
      input: ada.id,
      error: refused,
    });
    const parked = await settle([ada], [body]);
    cloud.faults.remove(fault);
    const watch = new CloudWatch(cloud);
    const [record] = openRecords(parked, ada);

    const seen = await settle([ada], [], async () => {
      await Promise.all([execute(replayOf(record!)), send(watch, body), send(watch, body)]);
    });

    expect(outcomes(seen)).toEqual(['registered', 'registered', 'registered']);
    expect(new Set(seen.events.map(({ eventId }) => eventId)).size).toBe(1);
    expect(openRecords(seen, ada)).toEqual([]);
  });
});

describe('a message that bears the id of another registration', () => {
  const forgeries: [what: string, body: (ada: TestUser, eve: TestUser) => string, alone: string][] = [
    [
      'and is no registration',
      ({ id }, eve) => JSON.stringify({ id, eve: eve.id }),
      'InvalidRegistrationError',
    ],
    ['and is one of its own', (ada, eve) => again(envelope(eve, 0), ada.id), ''],
    ['beside one of its own', (ada, eve) => envelope(eve, 0).replace('"id":', `"id":"${ada.id}","id":`), ''],
  ];

  it.each(forgeries)('%s, leaves the record of the other alone', async (_what, forge, error) => {
    const [ada, eve] = [newUser(), newUser()];
    const away = { service: 'rds-data', caller: '/UpsertUser', input: ada.email, error: refused };
    const fault = cloud.faults.add(away);
    const before = openRecords(await settle([ada], [envelope(ada, cloud.clock.now())]), ada);
    cloud.faults.remove(fault);

    const seen = await settle([ada, eve], [forge(ada, eve)]);

    expect(openRecords(seen, ada)).toContainEqual(before[0]);
    expect(rowOf(seen, ada)).toBeUndefined();
    const apart = openRecords(seen, eve).map((record) => [record.disposition, record.error]);
    expect(apart).toEqual(error ? [['rejected', error]] : []);
    expect(Boolean(rowOf(seen, eve))).toBe(!error);
  });

  it('registers its own user, and never announces the row of the other', async () => {
    const [ada, eve] = [newUser(), newUser()];

    const seen = await settle([ada, eve], [envelope(ada, cloud.clock.now())], () =>
      send(new CloudWatch(cloud), again(envelope(eve, 0), ada.id)).then(() => undefined),
    );

    expect(seen.events.map(({ cognitoId, userId }) => [cognitoId, userId])).toEqual([
      [ada.id, rowOf(seen, ada)?.id],
      [eve.id, rowOf(seen, eve)?.id],
    ]);
  });

  it('has a record of its own, and goes on from there when it is replayed', async () => {
    const [ada, eve] = [newUser(), newUser()];
    const fault = cloud.faults.add({ service: 'rds-data', caller: '/UpsertUser', error: refused });
    const parked = await settle([ada, eve], [envelope(ada, cloud.clock.now())], () =>
      send(new CloudWatch(cloud), again(envelope(eve, 0), ada.id)).then(() => undefined),
    );
    cloud.faults.remove(fault);
    const [record] = openRecords(parked, eve);

    const seen = await settle([eve], [], () => execute(replayOf(record!)));

    expect(record?.failure_id).toMatch(new RegExp(`^${ada.id}[.][0-9a-f]{16}$`));
    expect(rowOf(seen, eve)).toBeDefined();
    expect(openRecords(seen, eve)).toEqual([]);
    expect(openRecords(seen, ada)).toHaveLength(1);
  });
});

describe('an optional attribute that the table cannot hold', () => {
  it.each([
    ['a NUL in the name', { name: 'Canary\u0000' }],
    ['half a surrogate pair', { name: 'Canary \ud800' }],
    ['a name of 256 characters', { name: 'Canary'.padEnd(256, 'x') }],
    ['a phone number without a country', { phone: '+0447700900123' }],
  ])('refuses nobody: %s', async (_what, attribute) => {
    const eve = newUser();

    const seen = await settle([eve], [envelope(eve, cloud.clock.now(), attribute)]);

    expect(outcomes(seen)).toEqual(['registered']);
  });
});

describe('bad data', () => {
  it.each(Object.entries(malformedBodies))('is rejected and on record: %s', async (_what, bodyOf) => {
    const eve = newUser();

    const seen = await settle([eve], [bodyOf(eve, cloud.clock.now())]);

    expect(outcomes(seen)).toEqual(['rejected']);
    expect(openRecords(seen, eve)).toMatchObject([
      { disposition: 'rejected', error: 'InvalidRegistrationError' },
    ]);
  });

  it('registers names that are only odd', async () => {
    const bobby = {
      ...newUser(),
      name: `Canary'); DROP TABLE users; -- \\ "\u{1F9EE}" {% $error() %} \${x}`,
    };

    const seen = await settle([bobby], [envelope(bobby, cloud.clock.now())]);

    expect(rowOf(seen, bobby)).toMatchObject({ name: bobby.name });
  });
});
