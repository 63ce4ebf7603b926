import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { benchBundles } from './bundles';
import { benchChain } from './chain';
import { compare } from './compare';
import { benchGrowth } from './growth';
import { benchInterpreter } from './interpreter';
import { benchLogBytes } from './log-bytes';
import { round, timed, type Figure } from './measure';
import { plot } from './plot';
import { benchUpsert } from './upsert';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const usage = `npm run bench -- [options]

Measures the chain, its growth, the log, the database function, the interpreter and the bundles. Figures of one run
compare with each other; those of two machines do not.

  --json            one JSON document on stdout and nothing else
  --compare FILE    each figure beside that of an earlier --json
  --plot FILE       writes the chain's figures as an SVG
  --check-growth    only whether a registration costs as much with 20,000 users as with none; fails beyond 1.5`;

const options = {
  json: { type: 'boolean', default: false },
  compare: { type: 'string' },
  plot: { type: 'string' },
  'check-growth': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** A registration may take so many times as long as with no users: a scan of the table takes many times as long. */
const MOST_GROWTH = 1.5;

interface Report {
  readonly node: string;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

async function bench(): Promise<Figure[]> {
  const assemblyDir = await synthesize();
  const start = performance.now();
  const chain = await inCloud(assemblyDir, async (cloud) => {
    const startUp = { name: 'start-up', value: round(performance.now() - start), unit: 'ms' };
    return [startUp, ...(await benchChain(cloud)), ...(await benchUpsert(cloud))];
  });
  const growth = await inCloud(assemblyDir, (cloud) => benchGrowth(cloud, [10_000, 100_000]));
  return [
    ...chain,
    ...growth,
    ...(await benchLogBytes()),
    ...(await benchInterpreter()),
    ...benchBundles(assemblyDir),
  ];
}

/** In a cloud of its own: what one measurement leaves behind would be the next one's growth. */
async function inCloud<Result>(
  assemblyDir: string,
  work: (cloud: LocalCloud) => Promise<Result>,
): Promise<Result> {
  const cloud = await startLocalCloud({ assemblyDir, port: 0 });
  try {
    return await work(cloud);
  } finally {
    await cloud.stop();
  }
}

async function checkGrowth(): Promise<void> {
  const figures = await inCloud(await synthesize(), (cloud) => benchGrowth(cloud, [20_000], 3));
  figures.forEach(print);
  const ratio = figures.find(({ unit }) => unit === '× of none')?.value ?? NaN;
  if (!(ratio <= MOST_GROWTH))
    throw new Error(
      `A registration costs ${ratio} times as much with 20,000 users; ${MOST_GROWTH} is the most.`,
    );
}

function print({ name, value, unit }: Figure): void {
  console.log(`${name.padEnd(56)} ${String(value).padStart(10)} ${unit}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  if (values['check-growth']) return checkGrowth();
  let figures: Figure[] = [];
  const ms = await timed(async () => void (figures = await bench()));
  const report: Report = { node: process.version, seconds: round(ms / 1000), figures };
  if (values.plot) {
    const rates = figures.filter(({ unit }) => unit === 'registrations/s');
    writeFileSync(values.plot, plot('Registrations a second, from the first call to user.persisted', rates));
  }
  if (values.json) return console.log(JSON.stringify(report));
  if (!values.compare) return figures.forEach(print);
  const earlier = JSON.parse(readFileSync(values.compare, 'utf8')) as Report;
  compare(figures, earlier.figures).forEach((line) => console.log(line));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
