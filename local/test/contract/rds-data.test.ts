import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
  type ExecuteStatementCommandInput,
  type Field,
  type SqlParameter,
} from '@aws-sdk/client-rds-data';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';

const secretValue = (key: string) => ({
  'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, `:SecretString:${key}::}}`]],
});
const cloud = contractCloud({
  timeScale: 1,
  resources: {
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          ...{ SecretStringTemplate: '{"username":"contract"}', GenerateStringKey: 'password' },
          ...{ ExcludePunctuation: true, PasswordLength: 30 },
        },
      },
    },
    Cluster: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        ...{ Engine: 'aurora-postgresql', DatabaseName: 'contract', EnableHttpEndpoint: true },
        ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
        MasterUsername: secretValue('username'),
        MasterUserPassword: secretValue('password'),
      },
    },
    Instance: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        ...{ Engine: 'aurora-postgresql', DBInstanceClass: 'db.serverless' },
        DBClusterIdentifier: { Ref: 'Cluster' },
      },
    },
  },
  outputs: { ClusterArn: { 'Fn::GetAtt': ['Cluster', 'DBClusterArn'] }, SecretArn: { Ref: 'Secret' } },
});
let data: RDSDataClient;
beforeAll(async () => {
  data = new RDSDataClient(cloud.config);
  await eventually(
    () =>
      execute('SELECT 1').then(
        () => true,
        () => false,
      ),
    120,
  );
}, 130_000);

const target = () => ({
  resourceArn: cloud.outputs.ClusterArn,
  secretArn: cloud.outputs.SecretArn,
  database: 'contract',
});
const execute = (sql: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  data.send(new ExecuteStatementCommand({ ...target(), sql, ...more }));

async function value(expression: string, parameters?: SqlParameter[]): Promise<Field | undefined> {
  const { records } = await execute(`SELECT ${expression}`, { parameters });
  return records?.[0]?.[0];
}

const table = async (columns = 'id int primary key, name text') => {
  const name = unique('t').replaceAll('-', '_');
  await execute(`CREATE TABLE ${name} (${columns})`);
  cloud.afterwards(() => execute(`DROP TABLE ${name}`));
  return name;
};

// Aurora user guide, "Using the Amazon RDS Data API", and the Data API's reference
describe('a value', () => {
  it.each<[expression: string, field: Field]>([
    ['1::int', { longValue: 1 }],
    ['1::bigint', { longValue: 1 }],
    ["'a'::text", { stringValue: 'a' }],
    ['true', { booleanValue: true }],
    ['null::text', { isNull: true }],
    ['1.5::float8', { doubleValue: 1.5 }],
    ['1.50::numeric', { stringValue: '1.50' }],
    ["'2026-01-02'::date", { stringValue: '2026-01-02' }],
    ["'2026-01-02 03:04:05'::timestamp", { stringValue: '2026-01-02 03:04:05' }],
    ['\'{"a": 1}\'::jsonb', { stringValue: '{"a": 1}' }],
    ["'7b0c0a9e-0000-4000-8000-000000000000'::uuid", { stringValue: '7b0c0a9e-0000-4000-8000-000000000000' }],
    ["'\\x01'::bytea", { blobValue: new Uint8Array([1]) }],
  ])('of %s comes as its type says', async (expression, field) => {
    expect(await value(expression)).toEqual(field);
  });

  it.each<[name: string, parameter: SqlParameter, expression: string, field: Field]>([
    ['a text', { value: { stringValue: 'ä' } }, ':p::text', { stringValue: 'ä' }],
    ['a whole number', { value: { longValue: 5 } }, ':p::int + 1', { longValue: 6 }],
    ['a number', { value: { doubleValue: 0.5 } }, ':p::float8', { doubleValue: 0.5 }],
    ['a boolean', { value: { booleanValue: false } }, ':p::boolean', { booleanValue: false }],
    ['nothing', { value: { isNull: true } }, ':p::text', { isNull: true }],
    ['bytes', { value: { blobValue: new Uint8Array([7]) } }, ':p::bytea', { blobValue: new Uint8Array([7]) }],
    [
      'a UUID by its hint',
      { typeHint: 'UUID', value: { stringValue: '7b0c0a9e-0000-4000-8000-000000000000' } },
      ':p',
      { stringValue: '7b0c0a9e-0000-4000-8000-000000000000' },
    ],
    [
      'a date by its hint',
      { typeHint: 'DATE', value: { stringValue: '2026-01-02' } },
      ':p',
      { stringValue: '2026-01-02' },
    ],
    [
      'JSON by its hint',
      { typeHint: 'JSON', value: { stringValue: '{"a":1}' } },
      ":p ->> 'a'",
      { stringValue: '1' },
    ],
  ])('goes in as %s', async (_name, parameter, expression, field) => {
    expect(await value(expression, [{ name: 'p', ...parameter }])).toEqual(field);
  });

  it('goes in as no array', async () => {
    const parameter = { name: 'p', value: { arrayValue: { longValues: [1] } } };
    await expect(value(':p', [parameter])).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a statement', () => {
  it('tells how many rows it changed', async () => {
    const name = await table();
    expect(await execute(`INSERT INTO ${name} VALUES (1, 'a'), (2, 'b')`)).toMatchObject({
      numberOfRecordsUpdated: 2,
    });
  });

  it('tells of its columns when asked', async () => {
    const { columnMetadata } = await execute('SELECT 1::int AS id', { includeResultMetadata: true });
    expect(columnMetadata).toMatchObject([{ name: 'id', label: 'id', typeName: 'int4' }]);
  });

  it('answers as JSON when asked', async () => {
    const { formattedRecords } = await execute("SELECT 1 AS id, 'a' AS name", { formatRecordsAs: 'JSON' });
    expect(JSON.parse(formattedRecords ?? '')).toEqual([{ id: 1, name: 'a' }]);
  });

  it('returns decimals as it is asked to', async () => {
    const resultSetOptions = {
      decimalReturnType: 'DOUBLE_OR_LONG' as const,
      longReturnType: 'STRING' as const,
    };
    const { records } = await execute('SELECT 1.5::numeric, 7::bigint', { resultSetOptions });
    expect(records).toEqual([[{ doubleValue: 1.5 }, { stringValue: '7' }]]);
  });

  it.each<[rule: string, sql: string, message: RegExp]>([
    ['several in one', 'SELECT 1; SELECT 2', /[Mm]ultistatement/],
    ['what PostgreSQL does not understand', 'SELEC 1', /SQLState: 42601/],
    ['a table that is not there', 'SELECT * FROM no_such_table', /SQLState: 42P01/],
    ['a parameter that is not given', 'SELECT :missing', /missing|parameter/i],
  ])('refuses %s', async (_rule, sql, message) => {
    await expect(execute(sql)).rejects.toMatchObject({
      name: expect.stringMatching(
        /^(BadRequestException|DatabaseErrorException|ValidationException)$/,
      ) as string,
      message: expect.stringMatching(message) as string,
    });
  });

  it('gives up to 1 MiB', async () => {
    await expect(execute("SELECT repeat('x', 60000) FROM generate_series(1, 20)")).rejects.toMatchObject({
      message: expect.stringMatching(/result.*limit/i) as string,
    });
  });

  it('tells of a constraint', async () => {
    const name = await table();
    const insert = () => execute(`INSERT INTO ${name} VALUES (1, 'a')`);
    await insert();
    await expect(insert()).rejects.toMatchObject({
      message: expect.stringMatching(/duplicate key.*SQLState: 23505/s) as string,
    });
  });
});

describe('a transaction', () => {
  const begin = async () => (await data.send(new BeginTransactionCommand(target()))).transactionId;
  const where = () => ({ resourceArn: cloud.outputs.ClusterArn, secretArn: cloud.outputs.SecretArn });

  it('keeps what is committed', async () => {
    const name = await table();
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    const answer = await data.send(new CommitTransactionCommand({ ...where(), transactionId }));
    expect(answer.transactionStatus).toBe('Transaction Committed');
    expect((await execute(`SELECT id FROM ${name}`)).records).toHaveLength(1);
  });

  it('forgets what is rolled back', async () => {
    const name = await table();
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    const answer = await data.send(new RollbackTransactionCommand({ ...where(), transactionId }));
    expect(answer.transactionStatus).toBe('Rollback Complete');
    expect((await execute(`SELECT id FROM ${name}`)).records).toEqual([]);
  });

  it('that is over is not found', async () => {
    const transactionId = await begin();
    await data.send(new RollbackTransactionCommand({ ...where(), transactionId }));
    await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject({
      name: expect.stringMatching(/^(TransactionNotFoundException|BadRequestException)$/) as string,
    });
  });
});

describe('a cluster or a secret', () => {
  it.each([
    ['a cluster that is not there', { resourceArn: 'arn:aws:rds:us-east-1:000000000000:cluster:none' }],
    [
      'a secret that is not there',
      { secretArn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:none-AbCdEf' },
    ],
    ['a database that is not there', { database: 'none' }],
  ])('refuses %s', async (_what, wrong) => {
    await expect(execute('SELECT 1', wrong)).rejects.toMatchObject({ $fault: 'client' });
  });
});
