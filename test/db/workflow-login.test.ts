import { readWorkflow } from '../../cdk/read-workflow';
import { restoreWorkflowLogin } from '../../db/workflow-login';
import { deployedDatabase } from './deployed-database';
import { WORKFLOW_PASSWORD } from './engine';
import { deploy, onEveryDatabase, onServer } from './on-every-database';
import { register, rollBack } from './registering';

const DENIED = /permission denied/;

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);

  it('may register and roll back', async () => {
    expect((await register(database.workflow)).operation).toBe('created');
    expect((await rollBack(database.workflow)).reason).toBe('deleted');
  });

  it.each([
    ['read users', 'SELECT count(*) FROM public.users'],
    ['write users', `INSERT INTO public.users (id, cognito_id, email) VALUES ('x', 'x', 'x')`],
    ['change users', `UPDATE public.users SET name = 'x'`],
    ['delete users', 'DELETE FROM public.users'],
    ['empty users', 'TRUNCATE public.users'],
    ['lock users', 'SELECT 1 FROM public.users FOR UPDATE'],
    ['copy users out', 'COPY public.users TO STDOUT'],
    ['refer to users', 'CREATE TABLE orders (user_id VARCHAR(36) REFERENCES public.users)'],
    ['read what events did', 'SELECT count(*) FROM user_registrations'],
    ['change what events did', `UPDATE user_registrations SET operation = 'created'`],
    ['read the ledger of migrations', 'SELECT count(*) FROM schema_migrations'],
    ['write the ledger of migrations', 'DELETE FROM schema_migrations'],
    ['make a table', 'CREATE TABLE t (x int)'],
    ['make a temporary table', 'CREATE TEMPORARY TABLE t (x int)'],
    ['make a schema', 'CREATE SCHEMA s'],
    ['make a function', 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'],
    ['make a role', 'CREATE ROLE r'],
    ['make a database', 'CREATE DATABASE d'],
    ['become another role', 'SET ROLE pg_read_all_data'],
    ['run a try of a registration', `SELECT apply_registration('{}')`],
    ['run a try of a roll-back', `SELECT take_back_registration('{}')`],
    ['forge a memory', 'SELECT remember_registration(NULL)'],
    ['take the locks of others', `SELECT lock_names('{a}')`],
    ['raise errors of ours', `SELECT raise_impersonal_error('a', '23505', 'b', 'c', 'd', 'e')`],
    ['write without the rules', `SELECT write_user('created', NULL, NULL)`],
    ['run a try by its name', `SELECT try_until_done('register_user', '{}')`],
    ['give a row its former values', 'SELECT restore_user(NULL, NULL)'],
    ['read rows by their locks', `SELECT lock_users('a', 'b')`],
  ])('must not %s', async (_what, sql) => {
    await expect(database.workflow.query(sql)).rejects.toThrow(DENIED);
  });

  it('must not replace or drop the functions', async () => {
    const replace = `CREATE OR REPLACE FUNCTION register_user(registration jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT registration $$`;

    await expect(database.workflow.query(replace)).rejects.toThrow(DENIED);
    await expect(database.workflow.query('DROP FUNCTION register_user(jsonb)')).rejects.toThrow(
      /must be owner/,
    );
  });

  it('executes no function of ours but those that the two workflows call', async () => {
    const rows = await database.workflow.query(
      `SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = CAST('user_registration' AS regnamespace)
          AND has_function_privilege('registration_workflow', oid, 'EXECUTE') ORDER BY proname`,
    );

    expect(rows.map(({ proname }) => proname)).toEqual([
      ...['begin_reconciliation', 'compare_users', 'end_reconciliation', 'find_orphans'],
      ...['register_user', 'remove_user', 'roll_back_registration'],
    ]);
  });

  it('owns nothing and is a member of nothing', async () => {
    const [row] = await database.owner.query(`SELECT
      (SELECT count(*)::int FROM pg_class WHERE pg_get_userbyid(relowner) = 'registration_workflow') AS owned,
      (SELECT count(*)::int FROM pg_auth_members WHERE pg_get_userbyid(member) = 'registration_workflow') AS memberships`);

    expect(row).toEqual({ owned: 0, memberships: 0 });
  });

  it('cannot mislead the functions with its own search path', async () => {
    await database.workflow.query('BEGIN');
    await database.workflow.query(`SET LOCAL search_path = pg_temp, pg_catalog`);
    const [row] = await database.workflow.query(
      `SELECT user_registration.register_user('{"envelope_id":"e","occurred_at":"2026-01-01Z","user_id":"u","cognito_id":"c","email":"e@x"}') ->> 'operation' AS operation`,
    );
    await database.workflow.query('COMMIT');

    expect(row?.operation).toBe('created');
  });

  it('gives up, by its own settings, before the workflow gives it up', async () => {
    const settings = Object.fromEntries(
      (await roleSettings()).map((setting) => setting.split('=')),
    ) as Record<string, string>;
    const seconds = (name: string) => Number(/^(\d+)s$/.exec(settings[name] ?? '')?.[1]);

    expect(seconds('statement_timeout')).toBeLessThan(shortestTimeout());
    expect(seconds('lock_timeout') * 3).toBeLessThan(seconds('statement_timeout'));
    expect(seconds('idle_in_transaction_session_timeout')).toBeLessThanOrEqual(seconds('statement_timeout'));
    expect(settings.default_transaction_isolation).toBe('read committed');
  });

  it('gets its settings back with every deploy, those for one database as well', async () => {
    const before = await roleSettings();
    const change = 'ALTER ROLE registration_workflow';
    await database.workflow.query(`${change} SET statement_timeout = 0`);
    await database.workflow.query(`${change} SET work_mem = '1GB'`);
    const [{ name } = {}] = await database.owner.query('SELECT current_database() AS name');
    await database.workflow.query(`${change} IN DATABASE ${String(name)} SET lock_timeout = 0`);
    expect(await roleSettings()).not.toEqual(before);

    await deploy(database.owner);

    expect(await roleSettings()).toEqual(before);
    expect(await database.owner.query(`SELECT FROM pg_db_role_setting WHERE setdatabase <> 0`)).toEqual([]);
  });

  it('cannot make the functions see the past, by which a roll-back would delete an announced row', async () => {
    await register(database.workflow);
    await database.workflow.query('BEGIN ISOLATION LEVEL REPEATABLE READ');

    const error = await rollBack(database.workflow).catch((reason: unknown) => reason);
    await database.workflow.query('ROLLBACK');

    expect(error).toMatchObject({
      message: 'roll_back_registration failed with SQLSTATE 25000, the isolation has to be READ COMMITTED',
    });
  });

  it.each([
    ['register_user', () => register(database.workflow, { envelope_id: 'late', name: 'Late' })],
    ['roll_back_registration', () => rollBack(database.workflow)],
  ])('cannot let %s write after the workflow gave it up', async (name, write) => {
    await register(database.workflow);
    await database.workflow.query('SET statement_timeout = 0');
    const [row] = await database.owner.query(
      `SELECT pg_get_functiondef('user_registration.is_late()'::regprocedure) AS text`,
    );
    await database.owner.query(
      'CREATE OR REPLACE FUNCTION user_registration.is_late() RETURNS boolean LANGUAGE sql VOLATILE AS $$ SELECT true $$',
    );

    const error = await write().catch((reason: unknown) => reason);
    await database.owner.query(String(row?.text));
    await database.workflow.query('RESET statement_timeout');

    expect(error).toMatchObject({ code: '57014', message: `${name} took longer than the workflow waits` });
    expect(await database.owner.query('SELECT name FROM public.users')).toEqual([{ name: 'Ann' }]);
  });

  it('is refused under another name, for the migrations made this one', async () => {
    await expect(
      restoreWorkflowLogin(database.owner.port, { username: 'postgres', password: 'x' }),
    ).rejects.toThrow('names the user "postgres"; the migrations make "registration_workflow"');
  });

  async function roleSettings(): Promise<string[]> {
    const [row] = await database.owner.query(
      `SELECT rolconfig FROM pg_roles WHERE rolname = 'registration_workflow'`,
    );
    return row?.rolconfig as string[];
  }
});

onServer((engine) => {
  const database = deployedDatabase(engine);

  it('logs in with the password of its secret, and no longer with one that was rotated away', async () => {
    const credentials = (password: string) => ({ username: 'registration_workflow', password });
    await restoreWorkflowLogin(database.owner.port, credentials('another'));

    await expect(database.owner.connect('registration_workflow')).rejects.toThrow(
      /password authentication failed/,
    );

    await restoreWorkflowLogin(database.owner.port, credentials(WORKFLOW_PASSWORD));
    await expect(database.owner.connect('registration_workflow')).resolves.toBeDefined();
  });

  it('leaves no password behind in the session that set it', async () => {
    const [row] = await database.owner.query(
      `SELECT current_setting('registration.password', true) AS password`,
    );

    expect(row?.password ?? '').toBe('');
  });

  it('gets the password of its secret back with every deploy, though it may change it', async () => {
    await database.workflow.query(`ALTER ROLE registration_workflow PASSWORD 'its own'`);
    await expect(database.owner.connect('registration_workflow')).rejects.toThrow(/authentication failed/);

    await deploy(database.owner);

    await expect(database.owner.connect('registration_workflow')).resolves.toBeDefined();
  });

  it('waits for a row that somebody holds only as long as the functions let it, and then says so', async () => {
    await database.workflow.query('SET lock_timeout = 0');
    await register(database.workflow);
    await database.owner.query('BEGIN');
    await database.owner.query(`UPDATE public.users SET name = 'held'`);

    const later = { envelope_id: 'envelope-2', occurred_at: '2026-01-02T00:00:00Z' };
    const refused = await register(database.workflow, later).catch((error: unknown) => error);
    await database.owner.query('ROLLBACK');

    expect(refused).toMatchObject({
      code: '55P03',
      message: 'register_user failed with SQLSTATE 55P03, canceling statement due to lock timeout',
    });
    expect((await register(database.workflow, later)).operation).toBe('unchanged');
    await database.workflow.query('RESET lock_timeout');
  });
});

/** The shortest time-out, in s, of the states that call the database. */
function shortestTimeout(): number {
  const { States } = readWorkflow();
  const calls = Object.values(States).filter(({ Resource }) => Resource?.includes(':rdsdata:'));
  expect(calls.length).toBeGreaterThan(0);
  return Math.min(...calls.map(({ TimeoutSeconds }) => TimeoutSeconds ?? 0));
}
