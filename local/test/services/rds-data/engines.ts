import { createClock, type Clock } from '../../../src/kernel/clock';
import { startServer, type Server } from '../../../testing/postgres-server';
import { findServerBinaries } from '../../../testing/postgres-binaries';
import { startDataApiCloud, type DataApiCloud } from './data-api-cloud';

/** Runs the same tests on PGlite and on a real PostgreSQL server; without one it says so and skips. */
export function onEachEngine(
  tests: (cloud: () => DataApiCloud) => void,
  makeClock: () => Clock = createClock,
): void {
  describe('on PGlite', () => onEngine(tests, makeClock));
  const binaries = findServerBinaries();
  if (typeof binaries !== 'string')
    return describe('on PostgreSQL', () => onEngine(tests, makeClock, () => startServer(binaries)));
  console.warn(`Skipped on PostgreSQL: ${binaries}.`);
  describe.skip('on PostgreSQL', () => onEngine(tests, makeClock));
}

function onEngine(
  tests: (cloud: () => DataApiCloud) => void,
  makeClock: () => Clock,
  start?: () => Promise<Server>,
): void {
  let server: Server | undefined;
  let cloud: DataApiCloud;
  beforeAll(async () => {
    server = await start?.();
    cloud = await startDataApiCloud({ databaseUrl: server && urlOf(server), clock: makeClock() });
  });
  afterAll(async () => {
    await cloud?.stop();
    await server?.stop();
  });
  tests(() => cloud);
}

/** The server is reached through the socket in its directory. */
export function urlOf({ admin }: Server): string {
  const url = new URL('postgres://localhost/postgres');
  url.username = String(admin.user);
  url.password = String(admin.password);
  url.searchParams.set('host', String(admin.host));
  return url.href;
}
