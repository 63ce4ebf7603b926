import { join } from 'node:path';
import { bringUpToDate, type DatabaseTarget } from '../../db/bring-up-to-date';
import { DEFAULT_NAMES } from '../../db/database-names';
import { readMigrationFiles } from '../../db/migration-files';
import { restoreWorkflowLogin } from '../../db/workflow-login';
import { WORKFLOW_PASSWORD, type Engine, type Session } from './engine';
import { pgliteEngine } from './pglite-engine';
import { findServerBinaries } from 'local-cloud/testing/postgres-binaries';
import { serverEngine } from './server-engine';

/** Tells the same story on PGlite and on a real server. */
export function onEveryDatabase(tests: (engine: Engine) => void): void {
  onPGlite(tests);
  onServer(tests);
}

/** Tells a story once, where a new database costs least. */
export function onPGlite(tests: (engine: Engine) => void): void {
  describe('on PGlite', () => started(pgliteEngine(), tests));
}

/** Tells a story that needs several sessions; without a server it is skipped, and the reason is printed. */
export function onServer(tests: (engine: Engine) => void): void {
  const given = process.env.DATABASE_URL ?? findServerBinaries();
  if (typeof given === 'string' && !/^postgres(ql)?:/.test(given)) {
    console.warn(`Skipped on a PostgreSQL server: ${given}`);
    describe.skip('on a PostgreSQL server', () => tests(serverEngine('')));
    return;
  }
  describe('on a PostgreSQL server', () => started(serverEngine(given), tests));
}

/** Brings a database up to date as a deploy does. */
export async function deploy(
  { port }: Pick<Session, 'port'>,
  but: Partial<DatabaseTarget> = {},
): Promise<string[]> {
  const target = { ...DEFAULT_NAMES, isOurCluster: true, ...but };
  const applied = await bringUpToDate(
    port,
    await readMigrationFiles(join(__dirname, '../../db'), target),
    target,
  );
  await restoreWorkflowLogin(port, { username: 'registration_workflow', password: WORKFLOW_PASSWORD });
  return applied;
}

function started(engine: Engine, tests: (engine: Engine) => void): void {
  beforeAll(() => engine.start(), 60_000);
  tests(engine);
  // Last, for Jest runs these in the order in which they stand.
  afterAll(() => engine.stop());
}
