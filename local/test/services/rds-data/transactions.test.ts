import type { SkippingClock } from '../../../src/kernel/clock';
import { fastForward } from '../../../src/kernel/fast-forward';
import { virtualClock } from '../../../testing/virtual-clock';
import { onEachEngine } from './engines';

const minute = 60_000;

onEachEngine((cloud) => {
  const pass = (ms: number) =>
    fastForward({ clock: cloud().context.clock as SkippingClock, gateway: cloud().gateway }, ms);
  const begin = async (extra: object = {}) =>
    (
      await cloud().call<{ transactionId: string }>('rds-data', 'BeginTransaction', {
        ...cloud().target,
        ...extra,
      })
    ).transactionId;
  const end = (operation: string, transactionId: string) => {
    const { resourceArn, secretArn } = cloud().target;
    return cloud().call('rds-data', operation, { resourceArn, secretArn, transactionId });
  };
  const count = async (name: string) =>
    (
      await cloud().execute('SELECT count(*) FROM kept WHERE name = :n', {
        parameters: [{ name: 'n', value: { stringValue: name } }],
      })
    ).records![0]![0]!.longValue;
  const insert = (name: string, transactionId?: string) =>
    cloud().execute('INSERT INTO kept VALUES (:n)', {
      transactionId,
      parameters: [{ name: 'n', value: { stringValue: name } }],
    });

  beforeAll(() => cloud().execute('CREATE TABLE kept (name text PRIMARY KEY)'));

  describe('a transaction', () => {
    it('keeps what it did when committed', async () => {
      const id = await begin();
      await insert('committed', id);
      expect(await end('CommitTransaction', id)).toEqual({ transactionStatus: 'Transaction Committed' });
      expect(await count('committed')).toBe(1);
    });

    it('undoes what it did when rolled back, DDL included', async () => {
      const id = await begin();
      await insert('rolled back', id);
      await cloud().execute('CREATE TABLE undone (id int)', { transactionId: id });
      expect(await end('RollbackTransaction', id)).toEqual({ transactionStatus: 'Rollback Complete' });
      expect(await count('rolled back')).toBe(0);
      await expect(cloud().execute('SELECT * FROM undone')).rejects.toMatchObject({
        code: 'DatabaseErrorException',
      });
    });

    it('needs no database after its beginning, and takes no other', async () => {
      const id = await begin();
      const { resourceArn, secretArn } = cloud().target;
      const sql = 'SELECT current_database()::text';
      const call = (extra: object) =>
        cloud().call('rds-data', 'ExecuteStatement', {
          resourceArn,
          secretArn,
          sql,
          transactionId: id,
          ...extra,
        });
      expect(await call({})).toMatchObject({ records: [[{ stringValue: 'registration' }]] });
      await expect(call({ database: 'other' })).rejects.toMatchObject({
        message: 'Database name is not the same as transaction',
      });
      await end('RollbackTransaction', id);
    });

    // Text captured from Aurora PostgreSQL 17.9 by tmokmss/aurora-data-api-proxy.
    it('stays aborted after an error until it is rolled back', async () => {
      const id = await begin();
      await expect(cloud().execute('SELECT 1/0', { transactionId: id })).rejects.toThrow();
      await expect(cloud().execute('SELECT 1', { transactionId: id })).rejects.toMatchObject({
        code: 'DatabaseErrorException',
        message:
          'ERROR: current transaction is aborted, commands ignored until end of transaction block; SQLState: 25P02',
      });
      await end('RollbackTransaction', id);
    });

    // data-api.differences, "Concurrent requests for the same transaction ID".
    it('runs one statement at a time', async () => {
      const id = await begin();
      const results = await Promise.allSettled([
        cloud().execute('SELECT 1', { transactionId: id }),
        cloud().execute('SELECT 2', { transactionId: id }),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect((results[1] as PromiseRejectedResult).reason).toMatchObject({
        code: 'DatabaseErrorException',
        message: 'Transaction is still running a query',
      });
      await end('RollbackTransaction', id);
    });

    it('is not found once it has ended, or when there never was one', async () => {
      const id = await begin();
      await end('CommitTransaction', id);
      await expect(end('CommitTransaction', id)).rejects.toMatchObject({
        code: 'TransactionNotFoundException',
        status: 404,
        message: `Transaction ${id} is not found. One previous call resulted in a termination of your transaction.`,
      });
      await expect(insert('nowhere', 'AbC')).rejects.toMatchObject({
        message: 'Transaction AbC is not found. Transaction may be expired.',
      });
    });

    // API_BeginTransaction: "A transaction times out if no calls use its transaction ID in three minutes."
    it('is rolled back after three minutes without a call', async () => {
      const id = await begin();
      await insert('expired', id);
      await pass(4 * minute);
      await expect(end('CommitTransaction', id)).rejects.toMatchObject({
        code: 'TransactionNotFoundException',
      });
      expect(await count('expired')).toBe(0);
    });

    it('does not stand in the way once it has expired', async () => {
      await begin();
      await pass(4 * minute);
      expect(await count('nothing')).toBe(0);
    });
  });
}, virtualClock);
