import type { AdoptionFinding } from './adoption-finding';
import type { Execute } from './database';
import { withNames, type DatabaseNames } from './database-names';
import type { UsersTableFacts } from './users-facts';

/** Rows that one look may sort, so that it ends well before the 45 s of the Data API. */
const SLICE = 4_000_000;
/** Groups that are named where nobody says how many. */
const NAMED = 20;

/**
 * Looks for rows that cannot stand beside each other: e-mails that are equal but for their case, identities twice, no e-mail.
 * Reads every row, without a lock. Names ids alone, for this ends in the output of a deploy.
 */
export async function readClashes(
  execute: Execute,
  names: DatabaseNames,
  users: UsersTableFacts,
  named = NAMED,
): Promise<AdoptionFinding[]> {
  const slices = Math.max(1, Math.ceil(users.rows / SLICE));
  const look = (key: string) => groups(execute, names, { key, slices, named });
  const emails = await look('lower(email)');
  const has = (name: string) => users.columns.some((column) => column.name === name);
  const identities = has('cognito_id') ? await look('CAST(cognito_id AS text)') : [];
  const nobody = await execute(
    withNames(
      `SELECT CAST(id AS text) FROM public.users WHERE email IS NULL ORDER BY id LIMIT ${named}`,
      names,
    ),
  );
  const clash = (groups: readonly string[], what: string, fix: string) =>
    groups.length === 0
      ? []
      : [clashing(names, groups.slice(0, named), groups.length >= named, { what, fix })];
  return [
    ...clash(
      emails,
      'e-mails that are equal or differ only in case',
      'Merge these rows, or change an e-mail.',
    ),
    ...clash(identities, 'the same cognito_id', 'Give each row an identity of its own, or null.'),
    ...clash(nobody.map(String), 'no e-mail', 'Give them one, such as id@example.invalid.'),
  ];
}

interface Look {
  readonly key: string;
  readonly slices: number;
  readonly named: number;
}

async function groups(
  execute: Execute,
  names: DatabaseNames,
  { key, slices, named }: Look,
): Promise<string[]> {
  const found: string[] = [];
  for (let slice = 0; slice < slices && found.length < named; slice++) {
    const rows = await execute(
      withNames(
        `SELECT string_agg(CAST(id AS text), ' and ' ORDER BY CAST(id AS text)) FROM public.users
          WHERE ${key} IS NOT NULL AND mod(abs(CAST(hashtext(${key}) AS bigint)), ${slices}) = ${slice}
          GROUP BY ${key} HAVING count(*) > 1 ORDER BY min(CAST(id AS text)) LIMIT ${named}`,
        names,
      ),
    );
    found.push(...rows.map(([ids]) => String(ids)));
  }
  return found;
}

function clashing(
  { usersTable }: DatabaseNames,
  groups: readonly string[],
  isCut: boolean,
  { what, fix }: { readonly what: string; readonly fix: string },
): AdoptionFinding {
  const atMost = isCut ? ` At most ${groups.length} are named.` : '';
  return {
    where: usersTable,
    what: `has rows with ${what}, by their ids: ${groups.join('; ')}.${atMost}`,
    fix,
    blocks: true,
  };
}
