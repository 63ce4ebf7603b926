import { DEFAULT_NAMES, withNames } from '../../db/database-names';

describe('withNames', () => {
  const staging = { usersTable: 'App.User', workflowLogin: 'registration_workflow_staging' };

  it('leaves SQL as it is written where the names are those of the files', () => {
    const sql = `SELECT public.users.id FROM public.users; SET search_path = pg_catalog, public, pg_temp; GRANT x TO registration_workflow`;

    expect(withNames(sql, DEFAULT_NAMES)).toBe(sql);
  });

  it.each([
    ['the table', 'SELECT * FROM public.users AS u', 'SELECT * FROM "App"."User" AS u'],
    ['a type', 'row_id public.users.id%TYPE', 'row_id "App"."User".id%TYPE'],
    ['a name in a text', `CAST('public.users' AS regclass)`, `CAST('"App"."User"' AS regclass)`],
    [
      'a search path',
      'SET search_path = pg_catalog, public, pg_temp',
      'SET search_path = pg_catalog, "App", public, pg_temp',
    ],
    ['the login', 'TO registration_workflow;', 'TO registration_workflow_staging;'],
  ])('puts the names of one database into %s', (_what, sql, expected) => {
    expect(withNames(sql, staging)).toBe(expected);
  });

  it.each(['public.users_pkey', 'public.user_registrations', 'my_public.users', 'registration_workflows'])(
    'leaves %s alone, which only looks alike',
    (sql) => {
      expect(withNames(sql, staging)).toBe(sql);
    },
  );

  it.each(['users', 'a.b.users', '"app".users', 'app.', `app.users'; DROP TABLE x`, 'app.us ers', ''])(
    'refuses the table %j',
    (usersTable) => {
      expect(() => withNames('', { ...staging, usersTable })).toThrow(
        /^usersTable: .* is not a table's name\. Expected schema and table as PostgreSQL stores them/,
      );
    },
  );

  it.each(['postgres', 'registration_workflow; DROP ROLE x', 'registration_workflow_A'])(
    'refuses the login %j',
    (workflowLogin) => {
      expect(() => withNames('', { ...staging, workflowLogin })).toThrow(
        /^workflowLogin: .* is not a login of the workflow/,
      );
    },
  );
});
