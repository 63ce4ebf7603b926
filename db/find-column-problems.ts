import type { AdoptionFinding } from './adoption-finding';
import { acceptedTypes, isAccepted, USERS_COLUMNS, type UsersColumn } from './users-columns';
import type { ColumnFacts, UsersTableFacts } from './users-facts';

/** What of the columns stands in the way of a registration: the eight that it writes, and all that it does not. Pure. */
export function findColumnProblems(table: string, users: UsersTableFacts): AdoptionFinding[] {
  const byName = new Map(users.columns.map((column) => [column.name, column]));
  return [
    ...USERS_COLUMNS.flatMap((column) => ofOurs(table, column, byName.get(column.name))),
    ...users.columns.filter(({ name }) => !isOurs(name)).flatMap((column) => ofTheirs(table, column)),
    ...ofPrimaryKey(table, users),
  ];
}

function isOurs(name: string): boolean {
  return USERS_COLUMNS.some((column) => column.name === name);
}

function ofOurs(table: string, column: UsersColumn, found: ColumnFacts | undefined): AdoptionFinding[] {
  const where = `${table}.${column.name}`;
  if (!found)
    return column.isGiven ? [finding(where, 'is missing.', `Add it as ${acceptedTypes(column)}.`)] : [];
  const alter = `ALTER TABLE ${table} ALTER COLUMN ${column.name}`;
  const problems: AdoptionFinding[] = [];
  if (!isAccepted(column, found)) {
    const is = found.length === null ? found.type : `${found.type}(${found.length})`;
    problems.push(
      finding(where, `is ${is}, not ${acceptedTypes(column)}.`, howToRetype(alter, column, found)),
    );
  }
  if (found.isGenerated)
    problems.push(
      finding(where, 'is generated, so a registration cannot write it.', `${alter} DROP EXPRESSION;`),
    );
  if (!found.isDeterministic)
    problems.push(
      finding(
        where,
        'has a collation that takes different texts for equal.',
        `${alter} TYPE ${found.type} COLLATE "C";`,
      ),
    );
  if (column.isOptional && found.notNull)
    problems.push(finding(where, 'is NOT NULL, and not every sign-up has one.', `${alter} DROP NOT NULL;`));
  return problems;
}

/** A longer varchar changes the catalog alone; another type rewrites the table, so that is for its owner to plan. */
function howToRetype(alter: string, column: UsersColumn, found: ColumnFacts): string {
  const longer = column.accepts.find(({ type, length }) => type === found.type && length);
  return longer
    ? `${alter} TYPE varchar(${longer.length}); takes milliseconds.`
    : `Change its type, or keep users in another table.`;
}

function ofTheirs(table: string, { name, notNull, hasDefault, isGenerated }: ColumnFacts): AdoptionFinding[] {
  if (!notNull || hasDefault || isGenerated) return [];
  return [
    finding(
      `${table}.${name}`,
      'is NOT NULL without a default, and no registration knows a value for it.',
      `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT …; or … DROP NOT NULL;`,
    ),
  ];
}

function ofPrimaryKey(table: string, { kind, primaryKey }: UsersTableFacts): AdoptionFinding[] {
  if (kind !== 'r' || (primaryKey.length === 1 && primaryKey[0] === 'id')) return [];
  const is =
    primaryKey.length === 0 ? 'has no primary key' : `has the primary key (${primaryKey.join(', ')})`;
  return [finding(table, `${is}, not (id).`, `ALTER TABLE ${table} ADD PRIMARY KEY (id);`)];
}

function finding(where: string, what: string, fix: string): AdoptionFinding {
  return { where, what, fix, blocks: true };
}
