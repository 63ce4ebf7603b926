import { fastForward } from 'local-cloud/kernel/fast-forward';
import type { LocalCloud } from 'local-cloud';
import { seededRandom } from 'local-cloud/kernel/seeded-random';
import type { Fault } from 'local-cloud/kernel/faults';
import { CloudWatch } from '../faults/cloud-watch';
import { inCognito } from '../faults/in-cognito';
import { broken } from '../faults/invariants';
import type { FailureRecord, Observation } from '../faults/observation';
import { inTurn, publisher } from '../faults/run-cells';
import { arrivals, type Arrival } from './arrivals';
import { badDays } from './bad-days';
import { figures, type Figures } from './figures';
import { judge, type Violation } from './judge';
import { fillOlderTable } from './older-table';
import { operatorOf } from './operator';
import { databaseOutage, randomFaults } from './random-faults';
import { sendArrival } from './send';

export interface SoakOptions {
  readonly registrations: number;
  /** Share of registrations that come in oddly, and of calls that a fault hits. */
  readonly rate: number;
  readonly seed: number;
  /** Number of the first of them; a cloud in which others have registered needs another. @default 0 */
  readonly first?: number;
  /** What goes wrong. @default everything now and then, by the rate, and an hour without the database */
  readonly faults?: readonly Fault[];
  /** How many come in before the clock is let run. @default 400 */
  readonly wave?: number;
  /** Stops the cloud between two waves and starts it again on its data directory. @default it is never stopped */
  readonly restart?: (cloud: LocalCloud) => Promise<LocalCloud>;
  /** Told how many registrations have come in and how many executions have succeeded. */
  readonly onProgress?: (sent: number, settled: number) => void;
}

export interface SoakResult {
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  readonly seen: Observation;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Sends registrations through a cloud in which everything fails now and then, lets it heal and an operator work, and judges what came of them. */
export async function soak(cloud: LocalCloud, options: SoakOptions): Promise<SoakResult> {
  const run = new Soak(cloud, options);
  try {
    return await run.toItsEnd();
  } finally {
    run.end();
  }
}

class Soak {
  private readonly started = performance.now();
  /** Cloud time. */
  private readonly begun: number;
  private readonly watch: CloudWatch;
  private readonly operator = operatorOf(() => this.cloud);
  private readonly arrivals: Arrival[];
  private readonly deeds = { replays: 0, redriven: 0, restarts: 0, faults: 0 };

  constructor(
    cloud: LocalCloud,
    private readonly options: SoakOptions,
  ) {
    this.watch = new CloudWatch(cloud);
    this.begun = cloud.clock.now();
    const { registrations: count, first = 0, rate, seed } = options;
    const pool = cloud.outputs.UserPoolId ?? '';
    const random = seededRandom(seed);
    const ids = seededRandom(seed + first + 1);
    this.arrivals = arrivals({ count, first, rate, pool, random, ids });
  }

  private get cloud(): LocalCloud {
    return this.watch.cloud;
  }

  async toItsEnd(): Promise<SoakResult> {
    const signUps = this.arrivals.map(({ signUp }) => signUp);
    await fillOlderTable(this.watch, signUps);
    await this.watch.start();
    this.setFaults();
    await this.sendInWaves();
    await this.heal();
    const before = broken(await this.observe({ keep: true }));
    // Until the messages that were looked at can be received again.
    await fastForward(this.cloud, HOUR / 30);
    await this.mend();
    const seen = await this.observe();
    const broke = [...before, ...broken(seen)].map((what): Violation => ({
      rule: 'an invariant holds',
      what,
    }));
    const violations = [...judge(signUps, seen), ...broke];
    const seconds = (performance.now() - this.started) / 1000;
    return { figures: figures(seen, violations, this.deeds, seconds), violations, seen };
  }

  end(): void {
    this.watch.end();
    this.cloud.faults.clear();
  }

  private async observe(how: { keep?: boolean } = {}): Promise<Observation> {
    const users = this.arrivals.map(({ signUp: { id, valid } }) => ({ cognitoId: id, valid }));
    const seen = await this.watch.observe(users, how);
    const isNew = ({ last_failed_at = '' }: FailureRecord) => Date.parse(last_failed_at) >= this.begun;
    return { ...seen, records: seen.records.filter(isNew) };
  }

  private setFaults(): void {
    const { rate } = this.options;
    const signUps = this.arrivals.map(({ signUp }) => signUp);
    const usual = rate > 0 ? [...badDays(signUps), ...randomFaults(rate)] : [];
    const { faults = usual } = this.options;
    faults.forEach((fault) => this.cloud.faults.add(fault));
    this.knowRivals();
  }

  /** An address that two people claim stays with who has it in Cognito. */
  private knowRivals(): void {
    const rivals = this.arrivals.flatMap((arrival) => arrival.rivals ?? []);
    rivals.forEach((rival) => this.cloud.faults.add(inCognito(rival)));
  }

  private breakDatabase(): void {
    const { rate, faults } = this.options;
    if (!faults && rate > 0) databaseOutage.forEach((fault) => this.cloud.faults.add(fault));
  }

  /** The database goes away when a third has come in; an operator does what one can meanwhile, and somebody pulls the plug. */
  private async sendInWaves(): Promise<void> {
    const { wave = 400, onProgress, restart } = this.options;
    const trigger = await publisher(this.watch);
    const waves = Math.ceil(this.arrivals.length / wave);
    for (let number = 0; number < waves; number++) {
      if (number === Math.floor(waves / 3)) this.breakDatabase();
      const now = this.arrivals.slice(number * wave, (number + 1) * wave);
      await inTurn(now, 8, (arrival) => sendArrival(this.watch, arrival, trigger));
      if (number % 2 === 1 && restart) await this.restart(restart);
      await fastForward(this.cloud, DAY, async () => {
        onProgress?.(Math.min((number + 1) * wave, this.arrivals.length), this.watch.succeeded);
        return (await this.watch.ready()) === 0;
      });
      if (number % 2 === 1) this.deeds.replays += await this.operator.replayAll();
    }
  }

  /** With messages in the queue, in the pipe and in executions. */
  private async restart(restart: (cloud: LocalCloud) => Promise<LocalCloud>): Promise<void> {
    this.countFaults();
    this.watch.end();
    this.watch.follow(await restart(this.cloud));
    this.deeds.restarts++;
    this.setFaults();
  }

  private countFaults(): void {
    this.deeds.faults += this.cloud.faults.list().reduce((sum, { hits }) => sum + hits, 0);
  }

  /** The faults stay for longer than it takes a message to become a dead letter. Then everything works again, and queues empty. */
  private async heal(): Promise<void> {
    await fastForward(this.cloud, 6 * HOUR, async () => (await this.watch.inQueue()) === 0);
    this.countFaults();
    this.cloud.faults.clear();
    this.knowRivals();
    await this.settle();
  }

  private async settle(): Promise<void> {
    await fastForward(
      this.cloud,
      4 * DAY,
      async () => (await this.watch.inQueue()) === 0 && this.watch.isCalm(),
    );
  }

  /** What is left is an operator's: dead letters go back, what is parked is replayed. */
  private async mend(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      const redriven = await this.operator.redrive();
      if (redriven > 0) await this.settle();
      const replays = await this.operator.replayAll();
      this.deeds.redriven += redriven;
      this.deeds.replays += replays;
      if (redriven + replays === 0) return;
    }
  }
}
