/** How things are called in one database. */
export interface DatabaseNames {
  /** Where users are rows: schema and table, as PostgreSQL stores them (`app.users`, `public.User`). */
  readonly usersTable: string;
  /** The role that the workflow logs in as. */
  readonly workflowLogin: string;
}

export const DEFAULT_NAMES: DatabaseNames = {
  usersTable: 'public.users',
  workflowLogin: 'registration_workflow',
};

/**
 * SQL of ours says `public.users` for the table that holds users and `registration_workflow` for the workflow's login, and
 * stays SQL that any editor knows. This puts the names of one database in their place, everywhere, in quoted texts too. Where
 * `public` is on a search path, the schema of users is before it. Throws on a name that is none.
 */
export function withNames(sql: string, names: DatabaseNames): string {
  const { schema } = parseTable(names.usersTable);
  const login = checkLogin(names.workflowLogin);
  const path = schema === 'public' ? 'public' : `${quoted(schema)}, public`;
  return sql
    .replace(/\bpublic\.users\b(?!\$)/g, () => tableName(names))
    .replace(/(search_path = pg_catalog, )public\b/g, (_, before: string) => `${before}${path}`)
    .replace(/\bregistration_workflow\b/g, login);
}

/** The table of users as SQL writes it. */
export function tableName({ usersTable }: Pick<DatabaseNames, 'usersTable'>): string {
  const { schema, table } = parseTable(usersTable);
  return usersTable === DEFAULT_NAMES.usersTable ? usersTable : `${quoted(schema)}.${quoted(table)}`;
}

/** The two parts of a table's name. Throws when it has others. */
export function parseTable(usersTable: string): { schema: string; table: string } {
  const [, schema, table] =
    /^([\p{L}_][\p{L}\p{N}_$-]{0,62})\.([\p{L}_][\p{L}\p{N}_$-]{0,62})$/u.exec(usersTable) ?? [];
  if (schema && table) return { schema, table };
  throw new Error(
    `usersTable: ${JSON.stringify(usersTable)} is not a table's name. Expected schema and table as PostgreSQL stores them, ` +
      'with one dot and without quotes, such as app.users or public.User.',
  );
}

function checkLogin(login: string): string {
  if (/^registration_workflow(_[a-z0-9_]{1,40})?$/.test(login)) return login;
  throw new Error(
    `workflowLogin: ${JSON.stringify(login)} is not a login of the workflow. ` +
      'Expected registration_workflow, or that with an end of its own such as registration_workflow_staging.',
  );
}

function quoted(identifier: string): string {
  return `"${identifier}"`;
}
