import { fastForward } from 'local-cloud/kernel/fast-forward';
import type { LocalCloud } from 'local-cloud';
import { seededRandom } from 'local-cloud/kernel/seeded-random';
import { CloudWatch } from '../faults/cloud-watch';
import { broken } from '../faults/invariants';
import { inTurn, publisher } from '../faults/run-cells';
import { arrivals, type Arrival, type Send } from './arrivals';
import { figures, type Figures } from './figures';
import { databaseOutage, randomFaults } from './random-faults';

export interface SoakOptions {
  readonly registrations: number;
  /** Share of calls that a fault hits, and of registrations that arrive oddly. */
  readonly faultRate: number;
  readonly seed: number;
  /** Told how many registrations have come in and how many executions have succeeded. */
  readonly onProgress?: (sent: number, settled: number) => void;
}

export interface SoakResult {
  readonly figures: Figures;
  readonly problems: readonly string[];
}

const WAVE = 400;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Sends registrations through a cloud in which everything fails now and then, lets it heal, and looks at what came of them. */
export async function soak(cloud: LocalCloud, options: SoakOptions): Promise<SoakResult> {
  const { registrations, faultRate, seed } = options;
  const started = performance.now();
  const watch = new CloudWatch(cloud);
  await watch.start();
  const all = arrivals(registrations, faultRate, seededRandom(seed));
  try {
    if (faultRate > 0) randomFaults(faultRate).forEach((fault) => cloud.faults.add(fault));
    await sendInWaves(watch, all, options);
    await heal(watch);
    const seen = await watch.observe(all.map(({ user, valid }) => ({ cognitoId: user.id, valid })));
    const problems = broken(seen);
    return { figures: figures(seen, problems, (performance.now() - started) / 1000), problems };
  } finally {
    watch.end();
    cloud.faults.clear();
  }
}

/** The database goes away when a third has come in. */
async function sendInWaves(
  watch: CloudWatch,
  all: readonly Arrival[],
  { faultRate, onProgress }: SoakOptions,
): Promise<void> {
  const { cloud } = watch;
  const trigger = await publisher(watch);
  const outage = Math.floor(all.length / 3 / WAVE) * WAVE;
  for (let first = 0; first < all.length; first += WAVE) {
    if (first === outage && faultRate > 0) databaseOutage.forEach((fault) => cloud.faults.add(fault));
    const wave = all.slice(first, first + WAVE);
    await inTurn(wave, 8, (arrival) => send(watch, arrival, trigger));
    await fastForward(cloud, DAY, async () => {
      onProgress?.(first + wave.length, watch.succeeded);
      return (await watch.ready()) === 0;
    });
  }
}

/** The faults stay for longer than four deliveries take. Then everything works again: queues empty, and what ended in the dead-letter queue is moved back as an operator would. */
async function heal(watch: CloudWatch): Promise<void> {
  const { cloud } = watch;
  await fastForward(cloud, 2 * HOUR, async () => (await watch.inQueue()) === 0);
  cloud.faults.clear();
  for (let round = 0; round < 3; round++) {
    await fastForward(cloud, 4 * DAY, async () => (await watch.inQueue()) === 0 && watch.isCalm());
    if (!(await watch.redrive())) return;
  }
}

async function send(watch: CloudWatch, { sends }: Arrival, trigger: string): Promise<void> {
  await Promise.all(sends.map((one) => sendOne(watch, one, trigger)));
}

async function sendOne(watch: CloudWatch, { by, body, delay = 0 }: Send, trigger: string): Promise<void> {
  const { EventBusName, RegistrationQueueUrl: QueueUrl } = watch.cloud.outputs;
  const text = body(watch.cloud.clock.now());
  if (by === 'trigger') await watch.call('lambda', 'Invoke', { FunctionName: trigger, Payload: text });
  if (by === 'queue')
    await watch.call('sqs', 'SendMessage', { QueueUrl, MessageBody: text, DelaySeconds: delay });
  if (by !== 'bus') return;
  const { source: Source, 'detail-type': DetailType, detail } = JSON.parse(text) as Record<string, string>;
  const entry = { EventBusName, Source, DetailType, Detail: JSON.stringify(detail) };
  await watch.call('events', 'PutEvents', { Entries: [entry] });
}
