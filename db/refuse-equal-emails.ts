import type { Execute } from './database';
import { withNames, type DatabaseNames } from './database-names';

/** At most so many groups are named. */
const NAMED = 20;

/**
 * Refuses rows of the older table whose e-mails are equal or differ only in case, before anything is changed. It names
 * their ids, for this text ends in a deploy's output.
 */
export async function refuseEqualEmails(execute: Execute, names: DatabaseNames): Promise<void> {
  // Until the end of the migration that is next: an application must not add a clash meanwhile.
  await execute(withNames('LOCK TABLE public.users IN ACCESS EXCLUSIVE MODE', names));
  const groups = await execute(
    withNames(
      `SELECT string_agg(CAST(id AS text), ' and ' ORDER BY id) FROM public.users
      GROUP BY lower(CAST(email AS text)) HAVING count(*) > 1 ORDER BY min(CAST(id AS text)) LIMIT ${NAMED}`,
      names,
    ),
  );
  if (groups.length === 0) return;
  throw new Error(
    `The table ${names.usersTable} has rows whose e-mails are equal or differ only in case, by their ids: ${groups.join('; ')}. ` +
      `Nothing was changed. Merge these rows, or change an e-mail, and deploy again. At most ${NAMED} groups are named.`,
  );
}
