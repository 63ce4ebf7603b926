import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LocalCloud } from 'local-cloud';
import { listen, type Announcements } from './announcements';
import { load } from './load';
import { median, round, type Figure } from './measure';
import { seeding } from './seed';

const REGISTRATIONS = 100;

/**
 * Processor time of a registration with so many users, as a ratio to none, and the memory that registrations leave behind. Rounds
 * alternate with nothing, for users cannot be taken away: each size is measured by the median of its rounds.
 */
export async function benchGrowth(
  cloud: LocalCloud,
  sizes: readonly number[],
  rounds = 5,
): Promise<Figure[]> {
  const announcements = await listen(cloud);
  const before = heapMb();
  await cost(cloud, announcements, 3);
  const empty = await cost(cloud, announcements, rounds);
  const figures: Figure[] = [
    { name: 'a registration with no users', value: round(empty), unit: 'ms of processor' },
  ];
  let users = 0;
  for (const size of sizes) {
    await seed(cloud, users, size);
    users = size;
    // The first ones plan their statements.
    await cost(cloud, announcements, 1);
    const ratio = (await cost(cloud, announcements, rounds)) / empty;
    figures.push({
      name: `a registration with ${size.toLocaleString('en')} users`,
      value: round(ratio, 2),
      unit: '× of none',
    });
  }
  await announcements.stop();
  const registrations = REGISTRATIONS * (3 + rounds + sizes.length * (1 + rounds));
  const perTenThousand = ((heapMb() - before) / registrations) * 10_000;
  return [
    ...figures,
    { name: 'memory after 10,000 registrations', value: round(perTenThousand), unit: 'MB more' },
  ];
}

async function cost(cloud: LocalCloud, announcements: Announcements, rounds: number): Promise<number> {
  const each: number[] = [];
  for (let index = 0; index < rounds; index++) {
    const { cpuMs } = await load(cloud, announcements, {
      door: 'Cognito',
      registrations: REGISTRATIONS,
      concurrency: 8,
    });
    each.push(cpuMs / REGISTRATIONS);
  }
  return median(each);
}

async function seed({ gateway, outputs }: LocalCloud, from: number, to: number): Promise<void> {
  const run = (sql: string) =>
    gateway.call('rds-data', 'ExecuteStatement', { ...target(outputs), sql }, { caller: 'bench' });
  for (let at = from; at < to; at += BATCH)
    for (const sql of seeding(at, Math.min(at + BATCH, to))) await run(sql);
}

const BATCH = 10_000;

function target({ DatabaseClusterArn, DatabaseSecretArn, DatabaseName }: LocalCloud['outputs']) {
  return { resourceArn: DatabaseClusterArn, secretArn: DatabaseSecretArn, database: DatabaseName };
}

/** What this process holds on to: its heap and the buffers beside it, after a collection. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
