import { parseArgs } from 'node:util';
import { synthesize } from 'local-cloud/synthesize';
import { startLocalCloud } from 'local-cloud';
import { benchBundles } from './bundles';
import { benchChain } from './chain';
import { benchInterpreter } from './interpreter';
import { round, timed, type Figure } from './measure';
import { benchUpsert } from './upsert';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const usage = `npm run bench -- [options]

Measures start-up, the whole chain, the upsert, the interpreter and the Lambda bundles once.

  --json   one JSON document on stdout and nothing else`;

const options = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Measures everything once on this machine; numbers to compare with each other, not with another machine's. */
async function bench(): Promise<Figure[]> {
  const assemblyDir = await synthesize();
  const start = performance.now();
  const cloud = await startLocalCloud({ assemblyDir, port: 0 });
  const startUp = {
    name: 'start-up with an unchanged assembly',
    value: round(performance.now() - start),
    unit: 'ms',
  };
  try {
    const chain = await benchChain(cloud);
    const upsert = await benchUpsert(cloud);
    return [startUp, ...chain, ...upsert, ...(await benchInterpreter()), ...benchBundles(assemblyDir)];
  } finally {
    await cloud.stop();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  let figures: Figure[] = [];
  const ms = await timed(async () => void (figures = await bench()));
  if (values.json) return console.log(JSON.stringify({ figures, seconds: round(ms / 1000) }));
  for (const { name, value, unit } of figures)
    console.log(`${name.padEnd(52)} ${String(value).padStart(10)} ${unit}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
