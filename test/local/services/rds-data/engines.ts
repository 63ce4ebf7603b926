import { createClock } from '../../../../local/cloud/clock';
import { startDataApiCloud, type DataApiCloud } from './data-api-cloud';
import { postgresBinaries, startPostgres, type PostgresServer } from './postgres-server';

/** Runs the same tests on PGlite and on a real PostgreSQL server; without one it says so and skips. */
export function onEachEngine(tests: (cloud: () => DataApiCloud) => void, scale = 1): void {
  const bin = postgresBinaries();
  for (const engine of ['PGlite', 'PostgreSQL'] as const) {
    const skipped = engine === 'PostgreSQL' && !bin;
    if (skipped) console.warn('Skipped on PostgreSQL: there is no server under /usr/lib/postgresql.');
    (skipped ? describe.skip : describe)(`on ${engine}`, () => {
      let server: PostgresServer | undefined;
      let cloud: DataApiCloud;
      beforeAll(async () => {
        if (engine === 'PostgreSQL') server = await startPostgres(bin!);
        cloud = await startDataApiCloud({ databaseUrl: server?.url, clock: createClock(scale) });
      });
      afterAll(async () => {
        await cloud?.stop();
        await server?.stop();
      });
      tests(() => cloud);
    });
  }
}
