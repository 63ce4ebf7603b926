import { findServerBinaries, type ServerBinaries } from '../../../testing/postgres-binaries';
import { startServer } from '../../../testing/postgres-server';
import { startDataApiCloud } from './data-api-cloud';
import { urlOf } from './engines';

const binaries = findServerBinaries();
if (typeof binaries === 'string') console.warn(`Skipped on PostgreSQL: ${binaries}.`);
const onServer = typeof binaries === 'string' ? it.skip : it;

onServer('a server that goes away is an unavailable database, not the end of the cloud', async () => {
  const server = await startServer(binaries as ServerBinaries);
  const cloud = await startDataApiCloud({ databaseUrl: urlOf(server) });
  await cloud.execute('SELECT 1');
  const { transactionId } = await cloud.call<{ transactionId: string }>(
    'rds-data',
    'BeginTransaction',
    cloud.target,
  );
  const asleep = cloud.execute('SELECT pg_sleep(600)').catch((error: unknown) => error);
  await cloud.execute('SELECT 1', { transactionId });

  await server.stop();

  const unavailable = { code: 'DatabaseUnavailableException', status: 504 };
  expect(await asleep).toBeInstanceOf(Error);
  await expect(cloud.execute('SELECT 1')).rejects.toMatchObject(unavailable);
  await expect(cloud.execute('SELECT 1', { transactionId })).rejects.toMatchObject(unavailable);
  await expect(
    cloud.call('rds-data', 'RollbackTransaction', { ...cloud.target, transactionId }),
  ).rejects.toMatchObject(unavailable);
  await cloud.stop();
});
