import type { Execute } from './database';
import { DEFAULT_NAMES, tableName, withNames, type DatabaseNames } from './database-names';
import { USERS_COLUMNS } from './users-columns';
import { TRIGGER } from './users-names';

/**
 * The schema as the catalogs have it, as text that is the same on PostgreSQL 15 to 18 and PGlite, whoever the owner is and
 * whatever users and the login are called: the tables with their columns in order, constraints, indexes, and what each function
 * of ours and the login may do. Runs in a transaction, whose search path it changes.
 */
export async function schemaText(execute: Execute, names: DatabaseNames = DEFAULT_NAMES): Promise<string> {
  // So that every name comes with its schema.
  await execute(`SELECT set_config('search_path', 'pg_catalog', true)`);
  const sections = [
    '-- What the migrations make of any database; written by npm run schema, checked by the tests.\n',
  ];
  for (const query of [USERS, TABLES, INDEXES, FUNCTIONS, GRANTS, LOGIN]) {
    const rows = await execute(withNames(query, names));
    sections.push(...rows.map(([text]) => `${text}\n`));
  }
  const [[table] = []] = await execute(`SELECT CAST(to_regclass($1) AS text)`, [tableName(names)]);
  return sections
    .join('\n')
    .replaceAll(String(table), DEFAULT_NAMES.usersTable)
    .replace(/(search_path=pg_catalog, )[^,\n]+, (?=public,)/g, '$1')
    .replaceAll(names.workflowLogin, DEFAULT_NAMES.workflowLogin);
}

/**
 * What holds of the table of users, whoever made it: other columns, their order and the names of what its owner made are left out.
 * A default stands for any.
 */
const USERS = `
  SELECT E'-- TABLE of users, whatever else it has\\n' || string_agg(concat_ws(' ', '--   ' || ours.name, format_type(a.atttypid, a.atttypmod),
         CASE WHEN a.attnotnull AND ours.place NOT IN (4, 5) THEN 'NOT NULL' END, CASE WHEN a.atthasdef AND ours.place > 3 THEN 'DEFAULT' END,
         CASE WHEN i.is_primary THEN 'PRIMARY KEY' WHEN i.is_unique THEN 'UNIQUE' END), E'\\n' ORDER BY ours.place)
         || coalesce((SELECT string_agg(E'\\n--   ' || regexp_replace(c.conname, '^.*_email_', 'email_') || CASE WHEN c.convalidated THEN '' ELSE ' NOT VALID' END, '')
                        FROM pg_constraint AS c WHERE c.conrelid = CAST('public.users' AS regclass) AND c.conname ~ '_(email_is_lower_case|is_whole)$'), '')
         || coalesce((SELECT string_agg(E'\\n--   ' || regexp_replace(pg_get_triggerdef(g.oid), ' ON .* FOR', ' FOR') || CASE g.tgenabled WHEN 'A' THEN ' ALWAYS' ELSE '' END, '')
                        FROM pg_trigger AS g WHERE g.tgrelid = CAST('public.users' AS regclass) AND g.tgname = '${TRIGGER}'), '')
    FROM unnest(ARRAY[${USERS_COLUMNS.map(({ name }) => `'${name}'`).join(', ')}]) WITH ORDINALITY AS ours (name, place)
    JOIN pg_attribute AS a ON a.attrelid = CAST('public.users' AS regclass) AND a.attname = ours.name
    LEFT JOIN LATERAL (SELECT bool_or(x.indisprimary) AS is_primary, bool_or(x.indisvalid) AS is_unique FROM pg_index AS x
                        WHERE x.indrelid = a.attrelid AND x.indisunique AND x.indpred IS NULL AND CAST(x.indkey AS text) = CAST(a.attnum AS text)) AS i ON true`;

/** PostgreSQL 18 keeps NOT NULL as a constraint too ('n'); the column shows it already. */
const TABLES = `
  SELECT format(E'CREATE TABLE %s (\\n%s\\n);', CAST(t.oid AS regclass), string_agg('  ' || line.text, E',\\n' ORDER BY line.rank, line.place, line.text))
    FROM pg_class AS t,
         LATERAL (
           SELECT 1 AS rank, a.attnum AS place, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS text
             FROM pg_attribute AS a LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
           UNION ALL
           SELECT 2, 0, format('CONSTRAINT %s %s', c.conname, pg_get_constraintdef(c.oid))
             FROM pg_constraint AS c WHERE c.conrelid = t.oid AND c.contype <> 'n'
         ) AS line
   WHERE t.relkind = 'r' AND t.relnamespace = CAST('user_registration' AS regnamespace)
   GROUP BY t.oid ORDER BY t.relname`;

const INDEXES = `
  SELECT pg_get_indexdef(i.indexrelid) || ';' FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid
   WHERE t.relnamespace = CAST('user_registration' AS regnamespace)
     AND NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conindid = i.indexrelid)
   ORDER BY 1`;

const FUNCTIONS = `
  SELECT concat_ws(E'\\n', format('-- FUNCTION %s(%s) RETURNS %s', p.proname, pg_get_function_identity_arguments(p.oid),
           pg_get_function_result(p.oid)),
           CASE WHEN p.prosecdef THEN '--   SECURITY DEFINER' END,
           '--   SET ' || array_to_string(p.proconfig, '; '),
           '--   EXECUTE BY ' || (
             SELECT string_agg(DISTINCT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee) END, ', ')
               FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS g WHERE g.grantee <> p.proowner))
    FROM pg_proc AS p WHERE p.pronamespace = CAST('user_registration' AS regnamespace)
   ORDER BY p.proname, pg_get_function_identity_arguments(p.oid)`;

/** On tables of ours and their schema; the owner's own are left out. */
const GRANTS = `
  SELECT string_agg(format('GRANT %s ON %s TO %s;', g.privilege_type, o.name,
           CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee) END),
           E'\\n' ORDER BY o.name, g.grantee = 0, g.privilege_type)
    FROM (SELECT relname AS name, relacl AS acl, relowner AS owner FROM pg_class
           WHERE relnamespace = CAST('user_registration' AS regnamespace)
           UNION ALL SELECT 'SCHEMA ' || nspname, nspacl, nspowner FROM pg_namespace WHERE nspname = 'user_registration') AS o,
         LATERAL aclexplode(o.acl) AS g
   WHERE g.grantee <> o.owner`;

const LOGIN = `
  SELECT concat_ws(E'\\n', '-- LOGIN ' || rolname,
           CASE WHEN rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls THEN '--   ATTRIBUTES!' END,
           (SELECT string_agg('--   SET ' || setting, E'\\n' ORDER BY setting) FROM unnest(rolconfig) AS setting))
    FROM pg_roles WHERE rolname = 'registration_workflow'`;
