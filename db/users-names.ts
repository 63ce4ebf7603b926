import { parseTable, type DatabaseNames } from './database-names';

/** Under the names of triggers of one table, PostgreSQL fires them in the order of the alphabet: ours sees what others did. */
export const TRIGGER = 'zz_user_registration';

/** What ours are called on a table of users: as PostgreSQL would call them, for `users` as earlier versions did. */
export function usersNames(names: Pick<DatabaseNames, 'usersTable'>) {
  const stem = parseTable(names.usersTable).table.slice(0, 40);
  return {
    identityKey: `${stem}_cognito_id_key`,
    emailKey: `${stem}_email_key`,
    primaryKey: `${stem}_pkey`,
    lowerCase: `${stem}_email_is_lower_case`,
    /** Stands only while the backfill is under way. */
    isWhole: `${stem}_is_whole`,
  };
}
