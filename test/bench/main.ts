import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { benchBundles } from './bundles';
import { benchChain } from './chain';
import { compare } from './compare';
import { benchConsoleList } from './console-list';
import { benchGrowth } from './growth';
import { benchInterpreter } from './interpreter';
import { benchLogBytes } from './log-bytes';
import { round, timed, type Figure } from './measure';
import { plot } from './plot';
import { benchRegisterUser } from './register-user';
import { benchStart } from './start';
import { benchUpsert } from './upsert';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const usage = `npm run bench -- [part…] [options]

Measures all of these, or only the parts that are named:
  start          until the local cloud is ready: cold, after a change of the sources, warm
  chain          registrations through Cognito and through PutEvents at three widths; the Data API; the console's list
  growth         a registration with 0, 10,000 and 100,000 users, and the memory that registrations leave behind
  log            bytes of execution log of a registration, by state
  interpreter    the interpreter beside JSONata alone
  register-user  the database function beside the bare statement, on PGlite and on a PostgreSQL server that is installed
  bundles        the functions as they are deployed: size, and time to import
Figures of one run compare with each other; those of two machines do not.

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

const PARTS: Readonly<Record<string, (assemblyDir: string) => Promise<Figure[]> | Figure[]>> = {
  start: () => benchStart(),
  chain: (assemblyDir) =>
    inCloud(assemblyDir, async (cloud) => [
      ...(await benchChain(cloud)),
      ...(await benchUpsert(cloud)),
      ...(await benchConsoleList(cloud)),
    ]),
  growth: (assemblyDir) => inCloud(assemblyDir, (cloud) => benchGrowth(cloud, [10_000, 100_000])),
  log: () => benchLogBytes(),
  interpreter: () => benchInterpreter(),
  'register-user': () => benchRegisterUser(),
  bundles: benchBundles,
};

async function bench(names: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of names) figures.push(...(await (PARTS[name] as Part)(await synthesize())));
  return figures;
}

type Part = (typeof PARTS)[string];

/** The named ones, in their order; all of them where none is. */
function chosen(names: readonly string[]): string[] {
  const all = Object.keys(PARTS);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}"; choose of ${all.join(', ')}.`);
  return all.filter((name) => names.length === 0 || names.includes(name));
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
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(usage);
  if (values['check-growth']) return checkGrowth();
  const names = chosen(positionals);
  let figures: Figure[] = [];
  const ms = await timed(async () => void (figures = await bench(names)));
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
