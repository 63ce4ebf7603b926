import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import type { handler } from '../../db/migrate.lambda';
import type { Engine, TestDatabase } from './engine';
import { onPGlite } from './on-every-database';
import { register } from './registering';

const DIRECTORY = join(__dirname, '../../db');
const api = mockClient(RDSDataClient);
const secrets = mockClient(SecretsManagerClient);
const context = { getRemainingTimeInMillis: () => 300_000 };
let migrateDatabase: typeof handler;
const deploy = () => migrateDatabase({}, context);

beforeAll(async () => {
  // Read when the logger is made.
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  migrateDatabase = (await import('../../db/migrate.lambda')).handler;
});

onPGlite((engine: Engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    Object.assign(process.env, {
      DATABASE_CLUSTER_ARN: 'cluster',
      DATABASE_SECRET_ARN: 'owner',
      DATABASE_NAME: 'users',
      WORKFLOW_SECRET_ARN: 'workflow',
      LAMBDA_TASK_ROOT: DIRECTORY,
    });
    delete process.env.DATABASE_SQL_DIRECTORY;
    secrets.reset();
    answerSecret(JSON.stringify({ username: 'registration_workflow', password: `it's` }));
    database = await engine.create();
    answerFrom(database);
  });

  it('brings an empty database up to date through the Data API, once', async () => {
    const { applied } = await deploy();

    expect(applied[0]).toBe('migrations/000001_create_user_registrations.sql');
    expect(applied).toContain('functions/register_user.sql');
    expect((await register(await database.connect('registration_workflow'))).operation).toBe('created');
    expect(await deploy()).toEqual({ applied: [] });
  });

  it('calls the cluster as its owner and reads the secret of the workflow', async () => {
    await deploy();

    expect(api.commandCalls(BeginTransactionCommand)[0]?.args[0].input).toEqual({
      resourceArn: 'cluster',
      secretArn: 'owner',
      database: 'users',
    });
    expect(secrets.commandCalls(GetSecretValueCommand)[0]?.args[0].input).toEqual({ SecretId: 'workflow' });
  });

  it('writes the password into no statement', async () => {
    answerSecret(JSON.stringify({ username: 'registration_workflow', password: 'hunter2' }));

    await deploy();

    const statements = api.commandCalls(ExecuteStatementCommand).map(({ args }) => args[0].input);
    expect(statements.filter(({ sql }) => sql?.includes('hunter2'))).toEqual([]);
    expect(JSON.stringify(statements)).toContain('hunter2');
  });

  it('fails the deployment when a migration fails', async () => {
    await database.query('CREATE TABLE users (id integer)');

    await expect(deploy()).rejects.toThrow(
      'The table public.users cannot be adopted as it is. Nothing was changed.',
    );
  });

  it('leaves a newer database alone, so that a deploy that rolls back to this release can end', async () => {
    await deploy();
    await database.query(`INSERT INTO schema_migrations VALUES ('migrations/000009_add_column.sql', 'sum')`);
    await database.query(
      `UPDATE schema_migrations SET checksum = 'of the newer release' WHERE path LIKE 'functions/%'`,
    );
    answerSecret(JSON.stringify({ username: 'registration_workflow', password: 'new' }));

    expect(await deploy()).toEqual({ applied: [] });
    const older = await database.query(
      `SELECT path FROM schema_migrations WHERE checksum <> 'of the newer release'`,
    );
    expect(older.every((row) => String(row['path']).startsWith('migrations/'))).toBe(true);
  });

  it('reads the SQL from another directory when it is told to', async () => {
    process.env.DATABASE_SQL_DIRECTORY = mkdtempSync(join(tmpdir(), 'no-sql-'));

    await expect(deploy()).rejects.toThrow(/no such file or directory.*no-sql-/);
  });

  it('names a setting that is missing', async () => {
    delete process.env.DATABASE_CLUSTER_ARN;

    await expect(deploy()).rejects.toThrow('The environment variable DATABASE_CLUSTER_ARN is not set');
  });

  it.each([
    '',
    'not JSON: hunter2',
    'null',
    '{"username":"registration_workflow"}',
    '{"password":"hunter2"}',
  ])('names a secret that is none, and does not show it: %j', async (text) => {
    answerSecret(text);

    const error = await deploy().catch((reason: unknown) => reason as Error);

    expect(error).toMatchObject({
      message: expect.stringContaining('The secret workflow is not a JSON object') as string,
    });
    expect((error as Error).message).not.toContain('hunter2');
  });
});

function answerSecret(SecretString: string): void {
  secrets.on(GetSecretValueCommand).resolves({ SecretString });
}

/** The Data API in front of a database, as far as migrations see it. */
function answerFrom(database: TestDatabase): void {
  api.reset();
  api.on(BeginTransactionCommand).callsFake(async () => {
    await database.query('BEGIN');
    return { transactionId: 'tx' };
  });
  api.on(CommitTransactionCommand).callsFake(() => database.query('COMMIT'));
  api.on(RollbackTransactionCommand).callsFake(() => database.query('ROLLBACK'));
  api.on(ExecuteStatementCommand).callsFake(async ({ sql, parameters }) => {
    const input = parameters as { value: { stringValue: string } }[];
    const rows = await database.query(
      (sql as string).replace(/:p(\d)/g, '$$$1'),
      input.map(({ value }) => value.stringValue),
    );
    return {
      records: rows.map((row) => Object.values(row).map((value) => ({ stringValue: String(value) }))),
    };
  });
}
