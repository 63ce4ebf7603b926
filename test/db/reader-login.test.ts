import { restoreReaderLogin } from '../../db/reader-login';
import { DEFAULT_NAMES } from '../../db/database-names';
import { deployedDatabase } from './deployed-database';
import { WORKFLOW_PASSWORD, type Session } from './engine';
import { onEveryDatabase } from './on-every-database';
import { register } from './registering';

const DENIED = /permission denied|must be owner/;

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  let reader: Session;
  const restore = (username = 'registration_reader') =>
    restoreReaderLogin(database.owner.port, { username, password: WORKFLOW_PASSWORD }, DEFAULT_NAMES);
  beforeAll(async () => {
    await restore();
    reader = await database.owner.connect('registration_reader');
  });

  it('reads users, again after every deploy', async () => {
    await register(database.workflow);
    await restore();

    expect(await reader.query('SELECT email FROM public.users')).toEqual([{ email: 'ann@example.org' }]);
  });

  it.each([
    ['write users', `INSERT INTO public.users (id, cognito_id, email) VALUES ('x', 'x', 'x')`],
    ['change users', `UPDATE public.users SET name = 'x'`],
    ['delete users', 'DELETE FROM public.users'],
    ['lock users', 'SELECT 1 FROM public.users FOR UPDATE'],
    ['read what events did', 'SELECT count(*) FROM user_registration.user_registrations'],
    ['register', `SELECT user_registration.register_user('{}')`],
    ['forget', `SELECT user_registration.forget_user('a')`],
    ['make a table', 'CREATE TABLE public.t (x int)'],
    ['make a temporary table', 'CREATE TEMPORARY TABLE t (x int)'],
    ['become another role', 'SET ROLE registration_workflow'],
  ])('must not %s, whatever it sets for itself', async (_what, sql) => {
    await reader.query('SET default_transaction_read_only = off');

    await expect(reader.query(sql)).rejects.toThrow(DENIED);
  });

  it('is no name of anybody else', async () => {
    await expect(restore('postgres')).rejects.toThrow('"postgres" is no login of ours');
  });
});
