import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { synthesize } from 'local-cloud/synthesize';
import { startLocalCloud } from 'local-cloud';
import type { Figures } from './figures';
import { soak } from './soak';

const usage = `npm run soak -- [options]

Registrations through a cloud in which everything fails now and then, and whether anything was lost.

  --registrations N   how many (default 1000)
  --fault-rate R      share of calls that fail, 0 to 0.9 (default 0.2)
  --seed S            another number, other faults (default 1)
  --json              one JSON document on stdout and nothing else
Exit codes: 0 every invariant holds, 1 one does not, 2 the soak could not be run.`;

const options = {
  registrations: { type: 'string', default: '1000' },
  'fault-rate': { type: 'string', default: '0.2' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** `npm run soak` */
async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const registrations = numberOf('--registrations', values.registrations, 1, 1_000_000, true);
  const faultRate = numberOf('--fault-rate', values['fault-rate'], 0, 0.9);
  const seed = numberOf('--seed', values.seed, 0, 2 ** 31, true);
  const log = values.json ? () => {} : (line: string) => console.error(line);
  const cloud = await startLocalCloud({ assemblyDir: synthesize({ log }), seed });
  const bar = progressBar(registrations);
  try {
    const { figures, problems } = await soak(cloud, {
      registrations,
      faultRate,
      seed,
      onProgress: bar.update,
    });
    bar.stop();
    problems.slice(0, 20).forEach((problem) => log(`✘ ${problem}`));
    console.log(values.json ? JSON.stringify(figures) : toText(figures));
    process.exitCode = figures.ok ? 0 : 1;
  } finally {
    bar.stop();
    await cloud.stop();
  }
}

function numberOf(option: string, given: string, least: number, most: number, whole = false): number {
  const value = Number(given);
  if (given.trim() !== '' && value >= least && value <= most && (!whole || Number.isInteger(value)))
    return value;
  throw new Error(
    `${option} takes a ${whole ? 'whole ' : ''}number from ${least} to ${most}, given "${given}".`,
  );
}

/** On a terminal only. */
function progressBar(total: number) {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const format =
    '{bar} {percentage}% | {value} of {total} sent | {settled} executions succeeded | {duration} s';
  const bar = new SingleBar({ format, stream: process.stderr });
  bar.start(total, 0, { settled: 0 });
  return { update: (sent: number, settled: number) => bar.update(sent, { settled }), stop: () => bar.stop() };
}

function toText(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, figure]) => `${name.padEnd(14)} ${String(figure)}`)
    .join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
