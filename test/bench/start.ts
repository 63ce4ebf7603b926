import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type KilledCloud } from '../soak/killed-cloud';
import { median, round, timed, type Figure } from './measure';

const ROOT = join(__dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/local-cloud');

/** What must be made before the local cloud is ready, and who meets it. */
const STARTS = {
  'start, cold (first of all)': () => {
    forgetAssembly();
    for (const name of readdirSync(CACHE).filter((file) => file.startsWith('pglite-')))
      rmSync(join(CACHE, name));
  },
  'start, stale (a source has changed)': forgetAssembly,
  'start, warm': () => undefined,
};

/** How long `npm start` takes until it is ready, as a process of its own with a new data directory. */
export async function benchStart(rounds = 3): Promise<Figure[]> {
  const times = new Map(Object.keys(STARTS).map((name) => [name, [] as number[]]));
  for (let number = 0; number < rounds; number++)
    for (const [name, forget] of Object.entries(STARTS)) {
      forget();
      times.get(name)?.push(await start());
    }
  return [...times].map(([name, each]) => ({ name, value: round(median(each)), unit: 'ms' }));
}

/** The next start synthesizes the stack again. */
function forgetAssembly(): void {
  rmSync(join(ROOT, 'cdk.out/.inputs.json'), { force: true });
}

async function start(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  let cloud: KilledCloud | undefined;
  try {
    return await timed(async () => {
      cloud = await startProcess(dataDir);
    });
  } finally {
    await cloud?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
