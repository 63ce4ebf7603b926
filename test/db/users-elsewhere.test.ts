import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaText } from '../../db/schema-text';
import type { Session, TestDatabase } from './engine';
import { deploy, onEveryDatabase } from './on-every-database';
import { asked, register, rollBack } from './registering';

/** Users in another schema, under a name that only quotes keep; the migrations and the workflow find them there. */
onEveryDatabase((engine) => {
  const names = { usersTable: 'app.User', isOurCluster: false };
  let database: TestDatabase;
  let workflow: Session;
  beforeAll(async () => {
    database = await engine.create();
    await database.query('DROP SCHEMA IF EXISTS app CASCADE');
    await database.query('CREATE SCHEMA app');
    await database.query(`CREATE TABLE app."User" (id varchar(36) CONSTRAINT users_pkey PRIMARY KEY, email varchar(255) NOT NULL,
      name varchar(255), created_at timestamptz, updated_at timestamptz)`);
    await database.query(`INSERT INTO app."User" (id, email) VALUES ('1', 'Ann@Example.org')`);
    await deploy(database, names);
    workflow = await database.connect('registration_workflow');
  });
  afterAll(() => database.close());

  it('lead to the same schema', async () => {
    expect(
      await database.port.transaction((execute) =>
        schemaText(execute, { ...names, workflowLogin: 'registration_workflow' }),
      ),
    ).toBe(await readFile(join(__dirname, '../../db/schema.sql'), 'utf8'));
  });

  it('are linked, created and rolled back there, and no other table of that name is made', async () => {
    expect((await register(workflow, { asked: asked() })).operation).toBe('linked');
    const bob = { envelope_id: 'bob', cognito_id: 'bob-sub', user_id: 'bob', email: 'bob@example.org' };
    expect((await register(workflow, bob)).operation).toBe('created');
    expect((await rollBack(workflow, 'bob')).reason).toBe('deleted');

    expect(await database.query('SELECT id, cognito_id FROM app."User"')).toEqual([
      { id: '1', cognito_id: 'ann-sub' },
    ]);
    expect(await database.query(`SELECT to_regclass('public.users') AS made`)).toEqual([{ made: null }]);
  });

  it('leave PUBLIC its rights in a cluster that others use', async () => {
    expect(
      await database.query(
        `SELECT has_database_privilege('registration_workflow', current_database(), 'TEMPORARY') AS temporary`,
      ),
    ).toEqual([{ temporary: true }]);
  });
});
