import { operateCloud, type OperatedCloud } from '../operated-cloud';

describe('registrar adopt', () => {
  let operated: OperatedCloud;
  beforeAll(async () => {
    operated = await operateCloud();
    for (const sql of [
      'CREATE SCHEMA shop',
      'CREATE TABLE shop.users (id uuid PRIMARY KEY, email text NOT NULL, tenant int NOT NULL, name varchar(80))',
      `INSERT INTO shop.users VALUES ('00000000-0000-4000-8000-000000000001', 'Ann@example.org', 1), ('00000000-0000-4000-8000-000000000002', 'ANN@example.org', 1)`,
      'CREATE TABLE shop.people (id text PRIMARY KEY, email text NOT NULL)',
    ])
      await execute(sql);
  });
  afterAll(() => operated.stop());

  const execute = (sql: string) => {
    const { context, outputs } = operated.cloud;
    const { DatabaseClusterArn: resourceArn, DatabaseSecretArn: secretArn, DatabaseName: database } = outputs;
    return context.call(
      'rds-data',
      'ExecuteStatement',
      { resourceArn, secretArn, database, sql },
      { caller: 'test' },
    );
  };

  it('says all that stands in the way of a table at once, and ends with 3', async () => {
    const { code, stdout, stderr } = await operated.registrar(
      'adopt',
      '--check',
      '--users-table',
      'shop.users',
    );

    expect(code).toBe(3);
    expect(stdout).toContain('shop.users.tenant is NOT NULL without a default');
    expect(stdout).toContain(
      'ALTER TABLE shop.users ALTER COLUMN name TYPE varchar(255); takes milliseconds.',
    );
    expect(stdout).toContain(
      'equal or differ only in case, by their ids: 00000000-0000-4000-8000-000000000001 and 00000000-0000-4000-8000-000000000002.',
    );
    expect(stderr).toContain('3 of these stand in the way');
  });

  it('prints the SQL of each step, how long it holds the table, and writes nothing', async () => {
    const { code, stdout } = await operated.registrar('adopt', '--check', '--users-table', 'shop.people');

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /1\. add the columns that are missing; no row is written \(holds the table for milliseconds\)/,
    );
    expect(stdout).toContain(
      'CREATE UNIQUE INDEX CONCURRENTLY "people_cognito_id_key" ON "shop"."people" (cognito_id);',
    );
    expect(
      await execute('SELECT cognito_id FROM shop.people').catch((error: Error) => error.message),
    ).toMatch(/does not exist/);
  });

  it('finds nothing left to do in the table of the stack', async () => {
    const answer = await operated.ask<{ blocks: number; database: { plan: unknown } }>(0, 'adopt', '--check');

    expect(answer).toMatchObject({ blocks: 0, database: { plan: { expand: [], contract: [] } } });
  });

  it('adopts nothing without --check', async () => {
    expect(await operated.registrar('adopt')).toMatchObject({ code: 1 });
  });
});
