import { randomUUID } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import { synthesize } from 'local-cloud/synthesize';
import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { CloudWatch } from '../faults/cloud-watch';
import { failureIdOf } from '../../tasks/shared/failure-id';
import { envelope, testUser } from '../faults/test-user';

type Record = Readonly<{ [member: string]: unknown }> & {
  readonly state: string;
  readonly resume_at: string;
};

const DAY = 86_400;
const CLOSING = ['resolution', 'resolved_at', 'resolved_by', 'expires_at'];
let cloud: LocalCloud;
let users = 0;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: await synthesize(), seed: 3 });
}, 120_000);
afterEach(() => cloud.faults.clear());
afterAll(() => cloud.stop());

const call = <Output>(service: string, operation: string, input: object) =>
  new CloudWatch(cloud).call<Output>(service, operation, input);

/** Runs the workflow on one input, as the pipe or an operator would; the ARN of the execution. */
async function execute(input: object): Promise<string> {
  const { StateMachineArn: stateMachineArn } = cloud.outputs;
  const request = { stateMachineArn, input: JSON.stringify([input]) };
  return (await call<{ executionArn: string }>('states', 'StartSyncExecution', request)).executionArn;
}

/** A delivery of one message: with another body it is another message. */
function deliver(body: string, attempt: number): Promise<string> {
  const attributes = { ApproximateReceiveCount: `${attempt}`, SentTimestamp: `${cloud.clock.now()}` };
  return execute({ messageId: `message of ${failureIdOf(body)}`, body, attributes });
}

/** As the command line starts it: the state says who replays it. */
function replay({ state, resume_at }: Record, replay_id: string): Promise<string> {
  const recorded = JSON.parse(state) as { delivery: object };
  return execute({
    resume_at,
    state: { ...recorded, delivery: { ...recorded.delivery, replay: { replay_id } } },
  });
}

async function recordOf(body: string): Promise<Record | undefined> {
  const input = { TableName: cloud.outputs.FailureTableName, Key: { failure_id: { S: failureIdOf(body) } } };
  const { Item } = await call<{ Item?: object }>('dynamodb', 'GetItem', input);
  return Item && (unmarshall(Item as never) as Record);
}

/** A registration whose row cannot be written until the fault is taken away. */
function brokenRegistration() {
  const user = testUser(users++, randomUUID(), cloud.outputs.UserPoolId);
  const fault = { service: 'rds-data', caller: '/UpsertUser', input: user.id };
  const id = cloud.faults.add({ ...fault, error: { code: 'AccessDeniedException', message: 'Injected' } });
  return { id: user.id, body: envelope(user, cloud.clock.now()), mend: () => cloud.faults.remove(id) };
}

describe('the record of a failure', () => {
  it('gathers every delivery, and is open from the last one on', async () => {
    const { body } = brokenRegistration();

    const first = await deliver(body, 1);
    const once = await recordOf(body);
    await cloud.clock.sleep(5);
    const second = await deliver(body, 2);
    const twice = await recordOf(body);
    const last = await deliver(body, 4);

    expect(once).toMatchObject({ status: 'retrying', disposition: null, executions: [first] });
    expect(twice).toMatchObject({
      ...{ status: 'retrying', executions: [first, second], first_failed_at: once?.['first_failed_at'] },
      attempts: new Set([1, 2]),
    });
    expect(String(twice?.['last_failed_at']) > String(once?.['last_failed_at'])).toBe(true);
    expect(await recordOf(body)).toMatchObject({
      ...{ status: 'open', disposition: 'parked', executions: [first, second, last] },
      ...{ resume_at: 'UpsertUser', possible_publications: 0 },
    });
  });

  it('is closed by a replay that succeeds, says by which, and expires 90 days later', async () => {
    const { body, mend } = brokenRegistration();
    await deliver(body, 4);
    mend();

    const execution = await replay((await recordOf(body))!, 'replay-1');

    const closed = await recordOf(body);
    expect(closed).toMatchObject({ status: 'resolved', resolution: 'registered', resolved_by: execution });
    const closedAt = Date.parse(String(closed?.['resolved_at'])) / 1000;
    expect(Math.abs(Number(closed?.['expires_at']) - closedAt - 90 * DAY)).toBeLessThan(2);
  });

  it('is closed by the same event out of the archive, whose envelope says more', async () => {
    const { body, mend } = brokenRegistration();
    await deliver(body, 4);
    mend();

    await deliver(body.replace('"resources":', '"replay-name":"again","resources":'), 2);

    expect(await recordOf(body)).toMatchObject({ status: 'resolved', resolution: 'registered' });
  });

  it('is opened again by a copy of the message that fails later, and then says nothing of its end', async () => {
    const { id, body, mend } = brokenRegistration();
    await deliver(body, 1);
    mend();
    await deliver(body, 2);
    expect(Object.keys((await recordOf(body)) ?? {})).toEqual(expect.arrayContaining(CLOSING));

    const fault = { service: 'rds-data', caller: '/UpsertUser', input: id };
    cloud.faults.add({ ...fault, error: { code: 'AccessDeniedException', message: 'Injected' } });
    await deliver(body, 3);

    const again = await recordOf(body);
    expect(again).toMatchObject({ status: 'retrying' });
    expect(Object.keys(again ?? {}).filter((member) => CLOSING.includes(member))).toEqual([]);
  });

  it('remembers each replay that failed, and that the event may be out', async () => {
    const { id, body, mend } = brokenRegistration();
    await deliver(body, 4);
    await replay((await recordOf(body))!, 'replay-1');
    mend();
    const lost = { code: 'InternalException', message: 'Injected', status: 500 };
    cloud.faults.add({ service: 'events', caller: '/PublishUserPersisted', input: id, error: lost });
    await replay((await recordOf(body))!, 'replay-2');

    expect(await recordOf(body)).toMatchObject({
      failed_replays: new Set(['replay-1', 'replay-2']),
      ...{ possible_publications: 1, resume_at: 'PublishUserPersisted', status: 'open' },
    });
  });

  it('is not made by a registration that goes well', async () => {
    const { body, mend } = brokenRegistration();
    mend();

    await deliver(body, 2);

    expect(await recordOf(body)).toBeUndefined();
  });

  it('is found under the SHA-256 of a body that has no id', async () => {
    await deliver('no JSON', 1);

    expect(failureIdOf('no JSON')).toBe('29ecbeb830e3244605e5a88493e4088424a71780e5cf59bb3475f278f294335b');
    expect(await recordOf('no JSON')).toMatchObject({ status: 'open', disposition: 'rejected' });
  });

  it('keeps what a replay needs from a copy that has something else around the same detail', async () => {
    const { body, mend } = brokenRegistration();
    const copy = JSON.stringify({ ...(JSON.parse(body) as object), source: 'somebody-else' });
    expect(failureIdOf(copy)).toBe(failureIdOf(body));
    await deliver(body, 4);
    const parked = await recordOf(body);

    await deliver(copy, 1);

    const { state, resume_at } = parked!;
    expect(await recordOf(body)).toMatchObject({ status: 'open', disposition: 'rejected', state, resume_at });
    mend();
  });

  it('keeps what a replay needs when a later delivery cannot even be read', async () => {
    const { id, body, mend } = brokenRegistration();
    await deliver(body, 1);
    const before = await recordOf(body);
    const away = { code: 'ServiceException', message: 'Injected' };
    cloud.faults.add({ service: 'lambda', caller: '/ValidateUser', input: id, error: away });

    await deliver(body, 2);

    const { state, resume_at } = before!;
    expect(await recordOf(body)).toMatchObject({ failed_step: 'ValidateUser', state, resume_at });
    mend();
  });
});

describe('the alerts of one cause', () => {
  const HOUR = 3_600_000;
  const untilNextHour = () => fastForward(cloud, HOUR - (cloud.clock.now() % HOUR) + 1000);
  const park = async () => {
    const { body } = brokenRegistration();
    await deliver(body, 4);
    return body;
  };

  it('are one for the first of an hour and one for the tenth, and none for a replay', async () => {
    const subjects: string[] = [];
    const end = cloud.gateway.watch(({ service, operation }, input) => {
      if (service === 'sns' && operation === 'Publish') subjects.push((input as { Subject: string }).Subject);
    });

    await untilNextHour();
    const first = await park();
    await Promise.all(Array.from({ length: 14 }, park));
    await replay((await recordOf(first))!, 'replay-3');
    await untilNextHour();
    await park();
    end();

    expect(subjects).toEqual([
      'User registration parked: UpsertUser failed',
      '10 user registrations parked: UpsertUser failed',
      'User registration parked: UpsertUser failed',
    ]);
  }, 60_000);
});
