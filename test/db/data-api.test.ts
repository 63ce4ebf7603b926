import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { mockClient } from 'aws-sdk-client-mock';
import { dataApiDatabase } from '../../db/data-api';

const TARGET = { resourceArn: 'cluster', secretArn: 'secret', database: 'users' };
const api = mockClient(RDSDataClient);
const sleeps: number[] = [];
const database = dataApiDatabase(new RDSDataClient({}), TARGET, {
  remaining: () => 60_000 - sleeps.reduce((sum, ms) => sum + ms, 0),
  sleep: async (ms) => void sleeps.push(ms),
});

beforeEach(() => {
  api.reset();
  sleeps.length = 0;
  api.on(BeginTransactionCommand).resolves({ transactionId: 'tx' });
  api.on(CommitTransactionCommand).resolves({});
  api.on(RollbackTransactionCommand).resolves({});
  api.on(ExecuteStatementCommand).resolves({});
});

const names = () => api.commandCalls(ExecuteStatementCommand).length;

describe('dataApiDatabase', () => {
  it('runs each statement in the transaction and commits it', async () => {
    expect(await database.transaction(async (execute) => (await execute('SELECT 1')).length)).toBe(0);

    expect(api.commandCalls(BeginTransactionCommand)[0]?.args[0].input).toEqual(TARGET);
    expect(api.commandCalls(ExecuteStatementCommand)[0]?.args[0].input).toEqual({
      ...TARGET,
      transactionId: 'tx',
      sql: 'SELECT 1',
      parameters: [],
    });
    expect(api.commandCalls(CommitTransactionCommand)[0]?.args[0].input).toEqual({
      resourceArn: 'cluster',
      secretArn: 'secret',
      transactionId: 'tx',
    });
  });

  it('names the parameters, for the Data API knows no positions', async () => {
    await database.transaction((execute) => execute('INSERT INTO t VALUES ($1, $2, $1)', ['a', 'b']));

    expect(api.commandCalls(ExecuteStatementCommand)[0]?.args[0].input).toMatchObject({
      sql: 'INSERT INTO t VALUES (:p1, :p2, :p1)',
      parameters: [
        { name: 'p1', value: { stringValue: 'a' } },
        { name: 'p2', value: { stringValue: 'b' } },
      ],
    });
  });

  it('leaves a statement without parameters alone, dollar quotes and all', async () => {
    await database.transaction((execute) => execute('DO $1$ $1 $1$'));

    expect(api.commandCalls(ExecuteStatementCommand)[0]?.args[0].input.sql).toBe('DO $1$ $1 $1$');
  });

  it('answers rows as texts', async () => {
    api.on(ExecuteStatementCommand).resolves({
      records: [
        [
          { stringValue: '' },
          { longValue: 0 },
          { booleanValue: false },
          { doubleValue: 1.5 },
          { isNull: true },
        ],
      ],
    });

    expect(await database.transaction((execute) => execute('SELECT …'))).toEqual([
      ['', '0', 'false', '1.5', null],
    ]);
  });

  it('runs a statement alone in no transaction, and lets it go on after 45 s', async () => {
    await database.alone('CREATE INDEX CONCURRENTLY i ON t (x)');

    expect(api.commandCalls(BeginTransactionCommand)).toEqual([]);
    expect(api.commandCalls(ExecuteStatementCommand)[0]?.args[0].input).toEqual({
      ...TARGET,
      continueAfterTimeout: true,
      sql: 'CREATE INDEX CONCURRENTLY i ON t (x)',
      parameters: [],
    });
  });

  it('rolls back when the work fails and reports that failure, not one of the roll-back', async () => {
    api.on(RollbackTransactionCommand).rejects(new Error('Transaction tx is not found'));

    await expect(
      database.transaction(async () => {
        throw new Error('of the work');
      }),
    ).rejects.toThrow('of the work');
    expect(api.commandCalls(RollbackTransactionCommand)).toHaveLength(1);
    expect(api.commandCalls(CommitTransactionCommand)).toHaveLength(0);
  });

  it('waits for a cluster that is still waking up', async () => {
    api
      .on(BeginTransactionCommand)
      .rejectsOnce(
        named('DatabaseResumingException', 'The Aurora DB instance is resuming after being auto-paused'),
      )
      .rejectsOnce(named('BadRequestException', 'Communications link failure'))
      .resolves({ transactionId: 'tx' });

    await database.transaction((execute) => execute('SELECT 1'));

    expect(sleeps).toEqual([1_000, 2_000]);
    expect(names()).toBe(1);
  });

  it.each(['HttpEndpointNotEnabledException', 'BadRequestException'])(
    'waits for a cluster so new that its Data API is not there yet (%s)',
    async (name) => {
      api
        .on(BeginTransactionCommand)
        .rejectsOnce(
          named(name, 'HttpEndpoint is not enabled for resource arn:aws:rds:us-east-1:1:cluster:c'),
        )
        .resolves({ transactionId: 'tx' });

      await database.transaction((execute) => execute('SELECT 1'));

      expect(sleeps).toEqual([1_000]);
    },
  );

  it('does the whole work again when the connection is lost in it', async () => {
    api
      .on(ExecuteStatementCommand)
      .resolvesOnce({})
      .rejectsOnce(named('BadRequestException', 'Communications link failure'))
      .resolves({});

    await database.transaction(async (execute) => {
      await execute('SELECT 1');
      await execute('SELECT 2').catch((cause: unknown) => {
        throw new Error('file, statement 2', { cause });
      });
    });

    expect(names()).toBe(4);
    expect(api.commandCalls(RollbackTransactionCommand)).toHaveLength(1);
    expect(api.commandCalls(CommitTransactionCommand)).toHaveLength(1);
  });

  it('gives up while there is still time to do something, with the reason', async () => {
    api.on(BeginTransactionCommand).rejects(named('DatabaseResumingException', 'still resuming'));

    await expect(database.transaction(async () => {})).rejects.toThrow('still resuming');
    expect(sleeps.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(20_000);
    expect(sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(30_000);
  });

  it.each([
    ['a statement that is wrong', 'DatabaseErrorException', 'ERROR: syntax error; SQLState: 42601'],
    ['a missing right', 'AccessDeniedException', 'not authorized'],
    ['a bad request', 'BadRequestException', "Multistatements aren't supported"],
  ])('does not wait over %s', async (_what, name, message) => {
    api.on(ExecuteStatementCommand).rejects(named(name, message));

    await expect(database.transaction((execute) => execute('SELECT'))).rejects.toThrow(message);
    expect(sleeps).toEqual([]);
  });
});

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
