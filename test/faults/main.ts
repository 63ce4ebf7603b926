import { parseArgs } from 'node:util';
import { startLocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { readWorkflow } from '../../cdk/read-workflow';
import { stepCells, type Cell } from './cells';
import { toDocument, toTable } from './report';
import { ruleCells } from './rule-cells';
import { runCells } from './run-cells';
import { triggerCells } from './trigger-cells';

const usage = `npm run faults -- [options]

Every error of every step, once, until it is healed and for ever, for a fresh, a duplicate and a redelivered registration.

  --step NAME   only this step
  --json        one JSON document on stdout and nothing else
Exit codes: 0 every cell is ok, 1 one is not, 2 the matrix could not be run.`;

const options = {
  step: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** `npm run faults` */
async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const log = values.json ? () => {} : (line: string) => console.error(line);
  const cells = chosen(values.step);
  const started = performance.now();
  const cloud = await startLocalCloud({ assemblyDir: synthesize({ log }), seed: 1 });
  try {
    const verdicts = await runCells(cloud, cells);
    const document = toDocument(verdicts);
    console.log(values.json ? JSON.stringify(document) : toTable(verdicts));
    log(`${Math.round((performance.now() - started) / 1000)} s`);
    process.exitCode = document.ok ? 0 : 1;
  } finally {
    await cloud.stop();
  }
}

function chosen(step: string | undefined): Cell[] {
  const cells = [...triggerCells(), ...ruleCells(), ...stepCells(readWorkflow())];
  const names = [...new Set(cells.map((cell) => cell.step))];
  if (step !== undefined && !names.includes(step))
    throw new Error(`--step takes one of ${names.join(', ')}, given "${step}".`);
  return cells.filter((cell) => step === undefined || cell.step === step);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
