import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { startLocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { breakages } from './breakages/breakages';
import { prove, rulesBroken } from './breakages/prove';
import type { Figures } from './figures';
import { live, type LifeOptions } from './life/life';
import { startRestartable } from './restart';
import { soak, type SoakResult } from './soak';
import { trailOf } from './trail';

const usage = `npm run soak -- [N] [options]

N registrations (default 1000) through a cloud in which everything fails now and then, which is stopped and started again,
and in which an operator replays what was parked. Then everybody's row, announcements and records are compared with what
they signed up with.

  --rate R     share of calls that fail and of registrations that come in oddly, 0 to 0.9 (default 0.2)
  --seed S     another number, other people and faults (default 1)
  --wave N     how many come in before the clock is let run (default 100)
  --life       N things that happen to identities in the pool instead (default 1000 as well): sign-ups, invitations, changes,
               swaps, deletions, returns, providers; then one comparison, after which pool and table must agree
  --prove      breaks the product in every way that is known here, and says by which rule a small soak notices it
  --json       one JSON document on stdout and nothing else
Exit codes: 0 nothing is wrong, 1 something is, 2 the soak could not be run.`;

const options = {
  rate: { type: 'string', default: '0.2' },
  seed: { type: 'string', default: '1' },
  wave: { type: 'string', default: '100' },
  prove: { type: 'boolean', default: false },
  life: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** `npm run soak` */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(usage);
  if (values.prove) return proveAll();
  const registrations = numberOf('N', positionals[0] ?? '1000', 1, 1_000_000, true);
  const rate = numberOf('--rate', values.rate, 0, 0.9);
  const seed = numberOf('--seed', values.seed, 0, 2 ** 31, true);
  const wave = numberOf('--wave', values.wave, 1, 1_000_000, true);
  const log = values.json ? () => {} : (line: string) => console.error(line);
  if (values.life) return liveLong({ steps: registrations, rate, seed }, log, values.json);
  const restarted = await startRestartable(synthesize({ log }), seed);
  const bar = progressBar(registrations);
  const { restart } = restarted;
  try {
    const chosen = { registrations, rate, seed, wave, restart, onProgress: bar.update };
    const result = await soak(restarted.cloud, chosen);
    bar.stop();
    tell(result).forEach(log);
    console.log(values.json ? JSON.stringify(documentOf(result)) : toText(result.figures));
    process.exitCode = result.figures.ok ? 0 : 1;
  } finally {
    bar.stop();
    await restarted.end();
  }
}

async function liveLong(chosen: LifeOptions, log: (line: string) => void, json: boolean): Promise<void> {
  const cloud = await startLocalCloud({ assemblyDir: synthesize({ log }), seed: chosen.seed });
  const bar = progressBar(chosen.steps);
  try {
    const { problems, findings, ...figures } = await live(cloud, {
      ...chosen,
      onProgress: (steps) => bar.update(steps, steps),
    });
    bar.stop();
    problems.forEach((problem) => log(`✘ ${problem}`));
    const told = { ok: problems.length === 0, compared: findings.length, ...figures };
    console.log(json ? JSON.stringify({ ...told, problems }) : JSON.stringify(told, undefined, 2));
    process.exitCode = told.ok ? 0 : 1;
  } finally {
    bar.stop();
    await cloud.stop();
  }
}

/** Not one broken copy may pass, and the product itself must. */
async function proveAll(): Promise<void> {
  const cloud = await startLocalCloud({ assemblyDir: synthesize({ log: console.error }), seed: 1 });
  try {
    const sound = await rulesBroken(cloud, 0);
    let missed = sound.size;
    console.log(`${sound.size === 0 ? '✔' : '✘'} the product as it is`);
    for (const [index, breakage] of breakages.entries()) {
      const { what, rule, caught } = await prove(cloud, breakage, index + 1);
      console.log(`${caught ? '✔' : '✘'} ${what}: ${rule}`);
      if (!caught) missed++;
    }
    console.log(`${breakages.length} broken copies, ${missed} wrong`);
    process.exitCode = missed === 0 ? 0 : 1;
  } finally {
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
  const format = '{bar} {percentage}% | {value} of {total} | {settled} executions succeeded | {duration} s';
  const bar = new SingleBar({ format, stream: process.stderr });
  bar.start(total, 0, { settled: 0 });
  return { update: (sent: number, settled: number) => bar.update(sent, { settled }), stop: () => bar.stop() };
}

/** Every violation, and under those of one person everything that was seen of them. */
function tell({ violations, seen }: SoakResult): string[] {
  const ids = [...new Set(violations.map(({ id }) => id))];
  return ids.flatMap((id) => [
    ...violations.filter((one) => one.id === id).map(({ rule, what }) => `✘ ${id ?? ''} ${rule}: ${what}`),
    ...(id === undefined ? [] : trailOf(id, seen).map((line) => `    ${line}`)),
  ]);
}

function documentOf({ figures, violations, seen }: SoakResult): object {
  const found = violations.map((one) => ({
    ...one,
    trail: one.id === undefined ? [] : trailOf(one.id, seen),
  }));
  return { ...figures, violations: found };
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
