import type { Row } from '../faults/observation';
import { expectedUserId } from './expected-ids';
import type { End, Rule, Seen } from './judge';
import { addressOf, type SignUp } from './sign-up';

/** What is wrong with the row of one person. */
export function rowViolations({ signUp, rows }: Seen, end: End): [Rule, string][] {
  const due = end === 'registered' ? 1 : 0;
  if (rows.length !== due)
    return [['one row for each user', `${rows.length} rows, there must be ${due}: ${end}`]];
  return rows.flatMap((row) =>
    Object.entries(expectedRow(signUp))
      .filter(([column, value]) => row[column] !== value)
      .map(([column, value]): [Rule, string] => [HOLDS, differs(column, row[column], value)])
      .concat(timeViolations(signUp, row)),
  );
}

const HOLDS = 'a row holds what was signed up';

/** An older row keeps its id, and what its owner did not say. */
function expectedRow(signUp: SignUp): Record<string, unknown> {
  const { id, pool, kept, verified, older } = signUp;
  return {
    id: older?.id ?? expectedUserId(pool, id),
    cognito_id: id,
    email: addressOf(signUp),
    name: kept.name ?? older?.name ?? null,
    phone: kept.phone,
    email_verified: verified,
  };
}

/** A row is as old as the fact that made it, and was last written by a fact that was sent. */
function timeViolations({ older, causes }: SignUp, row: Row): [Rule, string][] {
  const columns = older ? ['updated_at'] : ['created_at', 'updated_at'];
  return columns
    .filter((column) => !causes.some(({ from, until }) => isWithin(timeOf(row[column]), from, until)))
    .map((column) => [HOLDS, `${column} ${String(row[column])} is the time of nothing that was sent`]);
}

/** Milliseconds of a time as the Data API writes it; without a zone it is UTC. */
export function timeOf(value: unknown): number {
  const text = typeof value === 'string' ? value.replace(' ', 'T') : '';
  return Date.parse(
    /(Z|[+-]\d\d(:?\d\d)?)$/.test(text.slice(10)) ? text.replace(/([+-]\d\d)$/, '$1:00') : `${text}Z`,
  );
}

export function isWithin(time: number, from: number, until: number): boolean {
  return time >= from && time <= until;
}

export function differs(member: string, given: unknown, expected: unknown): string {
  return `${member} is ${JSON.stringify(given)}, not ${JSON.stringify(expected)}`;
}
