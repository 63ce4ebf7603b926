import type { Execute } from './database';
import { parseTable, withNames, type DatabaseNames } from './database-names';
import type { UsersFacts } from './users-facts';
import { usersNames } from './users-names';

/** Reads what the catalogs say of the table of users. Changes and locks nothing. */
export async function readUsersFacts(execute: Execute, names: DatabaseNames): Promise<UsersFacts> {
  const { schema, table } = parseTable(names.usersTable);
  const [[session] = []] = await execute(withNames(SESSION, names), [schema, table]);
  const { identityKey, emailKey } = usersNames(names);
  const [[users] = []] = await execute(USERS, [schema, table, identityKey, emailKey]);
  return {
    table: names.usersTable,
    session: JSON.parse(String(session)) as UsersFacts['session'],
    users: users ? (JSON.parse(users) as UsersFacts['users']) : null,
  };
}

const SESSION = `
  SELECT CAST(jsonb_build_object(
    'role', current_user, 'database', current_database(),
    'mayCreateSchemas', has_database_privilege(current_database(), 'CREATE'),
    'mayCreateRoles', (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user),
    'hasLogin', EXISTS (SELECT FROM pg_roles WHERE rolname = 'registration_workflow'),
    'hasSchemaOfUsers', EXISTS (SELECT FROM pg_namespace WHERE nspname = $1),
    'elsewhere', (SELECT coalesce(jsonb_agg(concat_ws('.', n.nspname, c.relname) ORDER BY n.nspname), '[]')
                    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                   WHERE lower(c.relname) = lower($2) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> $1
                     AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'user_registration')),
    'ofPublic', (SELECT coalesce(jsonb_agg(said ORDER BY said), '[]') FROM (
                   SELECT 'temporary tables' AS said FROM pg_database AS d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS g
                    WHERE d.datname = current_database() AND g.grantee = 0 AND g.privilege_type = 'TEMPORARY'
                   UNION SELECT 'tables in the schema ' || n.nspname FROM pg_namespace AS n, aclexplode(n.nspacl) AS g
                    WHERE g.grantee = 0 AND g.privilege_type = 'CREATE') AS p)
  ) AS text)`;

const USERS = `
  SELECT CAST(jsonb_build_object(
    'kind', t.relkind, 'owner', pg_get_userbyid(t.relowner), 'rows', CAST(t.reltuples AS bigint),
    'isMember', pg_has_role(t.relowner, 'USAGE'),
    'maySee', has_schema_privilege(n.oid, 'USAGE'), 'mayIndex', has_schema_privilege(n.oid, 'CREATE'),
    'rowSecurity', CASE WHEN t.relkind IN ('r', 'p') THEN row_security_active(t.oid) ELSE false END,
    'inherits', EXISTS (SELECT FROM pg_inherits WHERE inhrelid = t.oid OR inhparent = t.oid),
    'rules', (SELECT coalesce(jsonb_agg(rulename), '[]') FROM pg_rewrite WHERE ev_class = t.oid AND rulename <> '_RETURN'),
    'columns', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, NULL),
        'length', CASE WHEN a.atttypid = CAST('varchar' AS regtype) AND a.atttypmod > 4 THEN a.atttypmod - 4 END,
        'notNull', a.attnotnull OR ty.typnotnull, 'isGenerated', a.attgenerated <> '' OR a.attidentity = 'a',
        'hasDefault', a.atthasdef OR a.attidentity <> '' OR ty.typdefault IS NOT NULL,
        'isDeterministic', coalesce(co.collisdeterministic, true)) ORDER BY a.attnum), '[]')
        FROM pg_attribute AS a JOIN pg_type AS ty ON ty.oid = a.atttypid LEFT JOIN pg_collation AS co ON co.oid = a.attcollation
       WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
    'primaryKey', (SELECT coalesce(jsonb_agg(a.attname ORDER BY a.attnum), '[]')
                     FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
                    WHERE i.indrelid = t.oid AND i.indisprimary),
    'uniques', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('index', ic.relname, 'columns', u.columns)), '[]')
        FROM pg_index AS i JOIN pg_class AS ic ON ic.oid = i.indexrelid, LATERAL (SELECT jsonb_agg(a.attname ORDER BY a.attnum) AS columns FROM pg_attribute AS a
             WHERE a.attrelid = t.oid AND EXISTS (SELECT FROM unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY AS k (attnum, place)
                                                 WHERE k.attnum = a.attnum AND k.place <= i.indnkeyatts)) AS u
       WHERE i.indrelid = t.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL),
    'constraints', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', conname, 'isValid', convalidated)), '[]')
                      FROM pg_constraint WHERE conrelid = t.oid AND contype IN ('c', 'u', 'p')),
    'triggers', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', tgname, 'isAlways', tgenabled = 'A', 'onUpdate', tgtype & 16 = 16)), '[]')
                   FROM pg_trigger WHERE tgrelid = t.oid AND NOT tgisinternal),
    'publications', (SELECT coalesce(jsonb_agg(pubname), '[]') FROM pg_publication_tables AS p
                      WHERE p.schemaname = n.nspname AND p.tablename = t.relname),
    'takenNames', (SELECT coalesce(jsonb_agg(c.relname), '[]') FROM pg_class AS c LEFT JOIN pg_index AS i ON i.indexrelid = c.oid
                    WHERE c.relnamespace = n.oid AND c.relname IN ($3, $4) AND i.indrelid IS DISTINCT FROM t.oid)
  ) AS text)
  FROM pg_class AS t JOIN pg_namespace AS n ON n.oid = t.relnamespace
 WHERE n.nspname = $1 AND t.relname = $2`;
