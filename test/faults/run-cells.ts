import { randomUUID } from 'node:crypto';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import type { LocalCloud } from 'local-cloud';
import type { Cell } from './cells';
import { CloudWatch } from './cloud-watch';
import { judge, type Verdict } from './judge';
import { RULE } from './rule-cells';
import { envelope, testUser, triggerEvent, type TestUser } from './test-user';

/** A cell and the registration that runs in it. */
export interface Trial {
  readonly cell: Cell;
  readonly user: TestUser;
  /** Ids of its faults. */
  readonly faults: readonly string[];
}

/** Longer than every delivery and every retry: the rule's for a day, the queue's for seven deliveries. */
const LONGEST = 30 * 3_600_000;

/** Runs all cells at once on one cloud, each with a user of its own, and judges them. */
export async function runCells(cloud: LocalCloud, cells: readonly Cell[]): Promise<Verdict[]> {
  const watch = new CloudWatch(cloud);
  await watch.start();
  const trials = cells.map((cell, index) =>
    arrange(cloud, cell, testUser(index, randomUUID(), cloud.outputs.UserPoolId)),
  );
  try {
    await inTurn(trials, 4, (trial) => arrive(watch, trial));
    await settle(watch, trials);
    const hits = new Map(cloud.faults.list().map(({ id, hits }) => [id, hits]));
    const seen = await watch.observe(trials.map(({ user }) => ({ cognitoId: user.id, valid: true })));
    return judge(trials, seen, watch.alerts, hits);
  } finally {
    watch.end();
    cloud.faults.clear();
  }
}

function arrange(cloud: LocalCloud, cell: Cell, user: TestUser): Trial {
  const lostVerdict = {
    service: 'states',
    operation: 'StartSyncExecution',
    input: user.id,
    error: { code: 'InternalServerException', message: 'Injected', status: 500 },
    afterEffect: true,
    times: 1,
  };
  const faults = cell.faults(user).map((fault) => cloud.faults.add(fault));
  if (cell.arrival === 'redelivery') cloud.faults.add(lostVerdict);
  return { cell, user, faults };
}

/** Duplicates come at the same time. */
async function arrive(watch: CloudWatch, { cell, user }: Trial): Promise<void> {
  const copies = cell.arrival === 'duplicate' ? 2 : 1;
  const now = watch.cloud.clock.now();
  await Promise.all(Array.from({ length: copies }, () => send(watch, cell.step, user, now)));
}

async function send(watch: CloudWatch, step: string, user: TestUser, now: number): Promise<void> {
  const { EventBusName, RegistrationQueueUrl: QueueUrl } = watch.cloud.outputs;
  const body = envelope(user, now);
  if (step === RULE) {
    const { source: Source, 'detail-type': DetailType, detail } = JSON.parse(body) as Record<string, string>;
    const entry = { EventBusName, Source, DetailType, Detail: JSON.stringify(detail) };
    await watch.call('events', 'PutEvents', { Entries: [entry] });
  } else if (step === 'PublishUserRegistered')
    await watch.call('lambda', 'Invoke', {
      FunctionName: await publisher(watch),
      Payload: triggerEvent(user),
    });
  else await watch.call('sqs', 'SendMessage', { QueueUrl, MessageBody: body });
}

/** The trigger's name, which CloudFormation made up. */
export async function publisher(watch: CloudWatch): Promise<string> {
  const { Functions } = await watch.call<{ Functions: { FunctionName: string }[] }>(
    'lambda',
    'ListFunctions',
    {},
  );
  return (
    Functions.map(({ FunctionName }) => FunctionName).find((name) =>
      name.includes('PublishUserRegistered'),
    ) ?? ''
  );
}

/** Lets the cloud run until every message has found its end. */
async function settle(watch: CloudWatch, trials: readonly Trial[]): Promise<void> {
  const { cloud } = watch;
  await fastForward(cloud, LONGEST, async () => (await watch.inQueue()) === 0);
  if (trials.some(({ cell }) => cell.step === RULE)) {
    await fastForward(cloud, LONGEST);
    await fastForward(cloud, LONGEST, async () => (await watch.inQueue()) === 0);
  }
}

/** Works on the items in order, so many at a time. */
export async function inTurn<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
