import { fastForward } from 'local-cloud/kernel/fast-forward';
import { seededRandom } from 'local-cloud/kernel/seeded-random';
import type { LocalCloud } from 'local-cloud';
import { CloudWatch } from '../../faults/cloud-watch';
import { lifeFaults, listingFaults } from './life-faults';
import { Pool } from './pool';
import type { Report } from '../../../cli/reconcile/report';
import { reconcile } from './reconcile';
import { compare, type Finding, type Relation } from './relation';
import { traces } from './traces';
import { walk, type Walked } from './walk';

export interface LifeOptions {
  /** How many things happen to people. */
  readonly steps: number;
  readonly seed: number;
  /** Share of calls that fail meanwhile. */
  readonly rate: number;
  readonly onProgress?: (steps: number) => void;
}

export interface LifeResult extends Walked {
  /** Every user and every row, after one comparison. */
  readonly findings: readonly Finding[];
  /** What was not as it must be before it. */
  readonly drifted: number;
  readonly report: Report;
  /** What is wrong; empty where nothing is. */
  readonly problems: readonly string[];
}

const DAY = 24 * 3_600_000;

/**
 * Lets people live in a pool while everything fails now and then, lets the cloud heal, and runs reconcile-users once. Then pool and table
 * are compared here, and a second run may write nothing and send nothing.
 */
export async function live(
  cloud: LocalCloud,
  { steps, seed, rate, onProgress }: LifeOptions,
): Promise<LifeResult> {
  const watch = new CloudWatch(cloud);
  await watch.start();
  const look = async () => compare(await new Pool(watch).members(), (await watch.observe([])).rows);
  try {
    lifeFaults(rate).forEach((fault) => cloud.faults.add(fault));
    const walked = await walk(watch, steps, seededRandom(seed), onProgress);
    cloud.faults.clear();
    await fastForward(cloud, 4 * DAY, async () => (await watch.inQueue()) === 0 && watch.isCalm());
    const drifted = (await look()).filter(({ problems }) => problems.length > 0).length;

    listingFaults(rate).forEach((fault) => cloud.faults.add(fault));
    const report = await reconcile(watch);
    const findings = await look();
    const again = await runAgain(watch, findings);
    return { ...walked, findings, drifted, report, problems: [...told(findings), ...again] };
  } finally {
    watch.end();
    cloud.faults.clear();
  }
}

function told(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ id, problems }) => problems.map((problem) => `${id}: ${problem}`));
}

/** What a second run does, which finds nothing to do. */
async function runAgain(watch: CloudWatch, findings: readonly Finding[]): Promise<string[]> {
  const before = await traces(watch);
  let sent = 0;
  const stop = watch.cloud.gateway.watch(({ operation }) => void (operation === 'PutEvents' && sent++));
  const report = await reconcile(watch);
  stop();
  const written = (await traces(watch)) !== before;
  const expected = { ...countOf(findings), missing: 0, changed: 0, orphan: 0 };
  const differing = Object.entries(expected).filter(
    ([name, count]) => report[name as keyof Report] !== count,
  );
  return [
    ...(written ? ['the second run wrote something'] : []),
    ...(sent > 0 ? [`the second run sent ${sent} events`] : []),
    ...differing.map(
      ([name, count]) => `the second run found ${JSON.stringify(report)}, not ${count} ${name}`,
    ),
  ];
}

function countOf(findings: readonly Finding[]) {
  const count = (wanted: Relation) => findings.filter(({ relation }) => relation === wanted).length;
  return {
    in_sync: count('in_sync'),
    conflict: count('conflict'),
    not_registrable: count('not_registrable'),
  };
}
