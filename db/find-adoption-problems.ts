import type { AdoptionFinding } from './adoption-finding';
import { findColumnProblems } from './find-column-problems';
import type { UsersFacts, UsersTableFacts } from './users-facts';
import { TRIGGER } from './users-names';

/**
 * Everything about a table of users that an operator has to know before it is adopted, blocking findings first. Pure: what the
 * rows themselves say (clashing e-mails) is found by `readClashes`.
 */
export function findAdoptionProblems(
  facts: UsersFacts,
  { isOurCluster }: { readonly isOurCluster: boolean },
): AdoptionFinding[] {
  const { users } = facts;
  const found = users
    ? [...ofRelation(facts, users), ...findColumnProblems(facts.table, users), ...notes(facts, users)]
    : ofMissingTable(facts, isOurCluster);
  const all = [...ofRole(facts), ...found, ...(isOurCluster ? [] : ofPublic(facts))];
  return all.sort((a, b) => Number(b.blocks) - Number(a.blocks));
}

function blocking(where: string, what: string, fix: string): AdoptionFinding {
  return { where, what, fix, blocks: true };
}

function ofRole({ session }: UsersFacts): AdoptionFinding[] {
  const { role, database, mayCreateSchemas, mayCreateRoles, hasLogin } = session;
  const found: AdoptionFinding[] = [];
  if (!mayCreateSchemas)
    found.push(
      blocking(
        `role ${role}`,
        `may not make the schema user_registration in the database ${database}.`,
        `GRANT CREATE ON DATABASE ${database} TO ${role};`,
      ),
    );
  if (!mayCreateRoles)
    found.push(
      blocking(
        `role ${role}`,
        hasLogin ? "may not set the password of the workflow's login." : "may not make the workflow's login.",
        `ALTER ROLE ${role} CREATEROLE;`,
      ),
    );
  return found;
}

function ofMissingTable({ table, session }: UsersFacts, isOurCluster: boolean): AdoptionFinding[] {
  const { elsewhere } = session;
  if (isOurCluster) return [];
  if (elsewhere.length > 0)
    return [
      blocking(
        table,
        `is not there, but ${elsewhere.join(', ')} is.`,
        `Say which one: usersTable: '${elsewhere[0]}'.`,
      ),
    ];
  if (table === 'public.users') return [];
  return [blocking(table, 'is not there.', 'Make it, or correct usersTable.')];
}

const KINDS: Readonly<Record<string, string>> = {
  p: 'a partitioned table, on which e-mails cannot be unique over all partitions',
  v: 'a view',
  m: 'a materialised view',
  f: 'a foreign table',
};

function ofRelation({ table, session }: UsersFacts, users: UsersTableFacts): AdoptionFinding[] {
  const found: AdoptionFinding[] = [];
  const add = (what: string, fix: string) => found.push(blocking(table, what, fix));
  if (users.kind !== 'r')
    add(
      `is ${KINDS[users.kind] ?? 'no table'}.`,
      'Name the table behind it as usersTable, or keep users in a plain table.',
    );
  if (!users.maySee)
    add(
      `is in a schema that ${session.role} may not use.`,
      `GRANT USAGE ON SCHEMA of it TO ${session.role};`,
    );
  if (!users.isMember)
    add(
      `belongs to ${users.owner}, whose rights ${session.role} does not have.`,
      `GRANT ${users.owner} TO ${session.role};`,
    );
  if (!users.mayIndex)
    add(
      `is in a schema in which ${session.role} may make no index.`,
      `GRANT CREATE ON SCHEMA of it TO ${session.role};`,
    );
  if (users.rowSecurity)
    add(
      `has row security that binds ${session.role}, so registrations would not see every row.`,
      `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY; or ALTER ROLE ${session.role} BYPASSRLS;`,
    );
  if (users.inherits)
    add(
      'inherits or is inherited from, so that an e-mail may be there twice.',
      'Keep users in one plain table.',
    );
  if (users.rules.length > 0)
    add(`has rules (${users.rules.join(', ')}), which change what an INSERT does.`, 'Make triggers of them.');
  if (users.takenNames.length > 0)
    add(`needs the names ${users.takenNames.join(', ')}, which others in its schema have.`, 'Rename those.');
  return found;
}

/** What stays as it is, and somebody may want to know. */
function notes({ table }: UsersFacts, users: UsersTableFacts): AdoptionFinding[] {
  const onUpdate = users.triggers.filter(({ name, onUpdate }) => onUpdate && name !== TRIGGER);
  const found: AdoptionFinding[] = [];
  const add = (what: string, fix: string) => found.push({ where: table, what, fix, blocks: false });
  if (onUpdate.length > 0)
    add(
      `has triggers on UPDATE (${onUpdate.map(({ name }) => name).join(', ')}), which the backfill fires once a row.`,
      'What they change in the row itself (updated_at) is put back; what they write elsewhere stays.',
    );
  if (users.publications.length > 0)
    add(
      `is published (${users.publications.join(', ')}).`,
      'Add the columns cognito_id, phone and email_verified to its subscribers first.',
    );
  if (users.columns.some(({ name, notNull }) => name === 'cognito_id' && !notNull))
    add(
      'has rows whose cognito_id may be null; they get unlinked:<id>.',
      'Code that asks IS NULL has to ask for that.',
    );
  return found;
}

function ofPublic({ session }: UsersFacts): AdoptionFinding[] {
  if (session.ofPublic.length === 0) return [];
  return [
    {
      where: `database ${session.database}`,
      what: `lets PUBLIC make ${session.ofPublic.join(', ')}, and so the workflow's login.`,
      fix: 'PostgreSQL takes no right of PUBLIC from one role alone; revoke it where no application needs it.',
      blocks: false,
    },
  ];
}
