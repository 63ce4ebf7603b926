import { tableName, type DatabaseNames } from './database-names';
import { DEFAULTS, USERS_COLUMNS } from './users-columns';
import type { UsersFacts, UsersTableFacts } from './users-facts';
import { TRIGGER, usersNames } from './users-names';

/** One step on the way from a table of users to one that registrations write. */
export interface AdoptionStep {
  /**
   * - `short`: all its statements in one transaction that holds the table for milliseconds and waits for it a moment at most;
   * - `rows`: in small batches that nobody waits for;
   * - `alone`: by itself, beside readers and writers, for as long as it takes.
   */
  readonly kind: 'short' | 'rows' | 'alone';
  readonly what: string;
  readonly statements: readonly string[];
  /** The unique index that an `alone` makes. */
  readonly index?: string;
}

/** What is missing, in order. `expand` before our functions are made, for they name the columns, `contract` after. Pure. */
export interface AdoptionPlan {
  readonly expand: readonly AdoptionStep[];
  readonly contract: readonly AdoptionStep[];
}

export function planAdoption(facts: UsersFacts, names: DatabaseNames): AdoptionPlan {
  if (!facts.users) return { expand: create(facts, names), contract: guard(names) };
  const { users } = facts;
  return {
    expand: addColumns(users, names),
    contract: [...guardOf(users, names), ...contract(users, names)],
  };
}

/** The table as an empty database gets it: what the older one becomes, order of the columns included. */
function create({ session }: UsersFacts, names: DatabaseNames): AdoptionStep[] {
  const { primaryKey, identityKey, emailKey, lowerCase } = usersNames(names);
  const required: Readonly<Record<string, string>> = {
    id: `CONSTRAINT "${primaryKey}" PRIMARY KEY`,
    email: `NOT NULL CONSTRAINT "${emailKey}" UNIQUE CONSTRAINT "${lowerCase}" CHECK (email = lower(email))`,
    cognito_id: `NOT NULL CONSTRAINT "${identityKey}" UNIQUE`,
    created_at: `DEFAULT ${DEFAULTS.created_at}`,
    updated_at: `DEFAULT ${DEFAULTS.updated_at}`,
  };
  const columns = USERS_COLUMNS.map(
    ({ name, sql }) => `  ${[name, sql, required[name]].filter(Boolean).join(' ')}`,
  );
  const table = tableName(names);
  const schema = session.hasSchemaOfUsers ? [] : [`CREATE SCHEMA IF NOT EXISTS ${table.split('.')[0]}`];
  const statements = [...schema, `CREATE TABLE IF NOT EXISTS ${table} (\n${columns.join(',\n')}\n)`];
  return [{ kind: 'short', what: 'make the table', statements }];
}

function addColumns(users: UsersTableFacts, names: DatabaseNames): AdoptionStep[] {
  const found = new Map(users.columns.map((column) => [column.name, column]));
  const added = USERS_COLUMNS.filter(({ name }) => !found.has(name)).map(
    ({ name, sql }) => `ADD COLUMN IF NOT EXISTS ${name} ${sql}`,
  );
  const defaults = Object.entries(DEFAULTS)
    .filter(([name]) => !found.get(name)?.hasDefault && (found.has(name) || name !== 'email_verified'))
    .map(([name, value]) => `ALTER COLUMN ${name} SET DEFAULT ${value}`);
  if (added.length + defaults.length === 0) return [];
  const statements = [`ALTER TABLE ${tableName(names)}\n  ${[...added, ...defaults].join(',\n  ')}`];
  return [{ kind: 'short', what: 'add the columns that are missing; no row is written', statements }];
}

function guard(names: DatabaseNames): AdoptionStep[] {
  const table = tableName(names);
  return [
    {
      kind: 'short',
      what: 'let other writers go on: give each row that they write its identity',
      statements: [
        `CREATE OR REPLACE TRIGGER ${TRIGGER} BEFORE INSERT OR UPDATE ON ${table}\n` +
          '  FOR EACH ROW EXECUTE FUNCTION user_registration.keep_registrable()',
        // Also for rows that come by logical replication.
        `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${TRIGGER}`,
      ],
    },
  ];
}

function guardOf(users: UsersTableFacts, names: DatabaseNames): AdoptionStep[] {
  return users.triggers.some(({ name, isAlways }) => name === TRIGGER && isAlways) ? [] : guard(names);
}

function contract(users: UsersTableFacts, names: DatabaseNames): AdoptionStep[] {
  const table = tableName(names);
  const own = usersNames(names);
  const isValid = (name: string) => users.constraints.some((one) => one.name === name && one.isValid);
  const isThere = (name: string) => users.constraints.some((one) => one.name === name);
  const isNullable = ['cognito_id', 'email'].some(
    (name) => !users.columns.some((column) => column.name === name && column.notNull),
  );
  const checks = [
    { name: own.lowerCase, rule: 'email = lower(email)', isNeeded: !isValid(own.lowerCase) },
    { name: own.isWhole, rule: 'cognito_id IS NOT NULL AND email IS NOT NULL', isNeeded: isNullable },
  ].filter(({ isNeeded }) => isNeeded);
  const steps: AdoptionStep[] = [];
  const missing = checks.filter(({ name }) => !isThere(name));
  if (missing.length > 0)
    steps.push({
      kind: 'short',
      what: 'hold new rows to the rules; rows that are there are not looked at',
      statements: missing.map(
        ({ name, rule }) => `ALTER TABLE ${table} ADD CONSTRAINT "${name}" CHECK (${rule}) NOT VALID`,
      ),
    });
  if (checks.length > 0)
    steps.push({
      kind: 'rows',
      what: 'fill the rows that are there',
      statements: ['SELECT user_registration.backfill_users(…)'],
    });
  steps.push(...uniqueSteps(users, names));
  const unproven = checks.filter(({ name }) => !isValid(name));
  for (const { name } of unproven)
    steps.push({
      kind: 'alone',
      what: `prove that every row keeps to ${name}`,
      statements: [`ALTER TABLE ${table} VALIDATE CONSTRAINT "${name}"`],
    });
  if (isNullable || isThere(own.isWhole))
    steps.push({
      kind: 'short',
      what: 'require identity and e-mail; proven above, so that no row is read',
      statements: [
        `ALTER TABLE ${table} ALTER COLUMN cognito_id SET NOT NULL, ALTER COLUMN email SET NOT NULL`,
        `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS "${own.isWhole}"`,
      ],
    });
  return steps;
}

function uniqueSteps(users: UsersTableFacts, names: DatabaseNames): AdoptionStep[] {
  const table = tableName(names);
  const own = usersNames(names);
  const keys = [
    { column: 'cognito_id', index: own.identityKey },
    { column: 'email', index: own.emailKey },
  ];
  return keys.flatMap(({ column, index }) => {
    const attach: AdoptionStep = {
      kind: 'short',
      what: `make a constraint of the index on ${column}`,
      statements: [`ALTER TABLE ${table} ADD CONSTRAINT "${index}" UNIQUE USING INDEX "${index}"`],
    };
    if (users.constraints.some(({ name }) => name === index)) return [];
    if (users.uniques.some(({ columns, index: is }) => columns.join() === column && is !== index)) return [];
    const build: AdoptionStep = {
      kind: 'alone',
      what: `index ${column}`,
      statements: [`CREATE UNIQUE INDEX CONCURRENTLY "${index}" ON ${table} (${column})`],
      index,
    };
    return [build, attach];
  });
}
