import type { Row } from '../../faults/observation';
import type { Member } from './pool';

/** What a row must be to a user of the pool, or to nobody of it. */
export type Relation = 'in_sync' | 'conflict' | 'not_registrable' | 'removed' | 'unlinked';

export interface Finding {
  /** `sub`, or the identity of a row that the pool does not have. */
  readonly id: string;
  readonly relation: Relation;
  /** What is not as it must be. */
  readonly problems: readonly string[];
}

/**
 * Compares a pool with the table, user by user and row by row. Nothing here is taken from the product: it says by itself who must
 * have a row, and what must stand in it.
 */
export function compare(members: readonly Member[], rows: readonly Row[]): Finding[] {
  const rowOf = new Map(rows.map((row) => [row.cognito_id, row]));
  const known = new Set(members.map(({ sub }) => sub));
  const claimants = groupByAddress(members);
  return [
    ...members.map((member) => ofMember(member, rowOf, claimants.get(addressOf(member) ?? '') ?? [])),
    ...rows.filter(({ cognito_id }) => !known.has(cognito_id)).map(ofStranger),
  ];
}

type Rows = ReadonlyMap<string, Row>;

function ofMember(member: Member, rows: Rows, claimants: readonly Member[]): Finding {
  const { sub: id } = member;
  const row = rows.get(id);
  const address = addressOf(member);
  if (address === undefined) return { id, relation: 'not_registrable', problems: row ? ['has a row'] : [] };
  const winners = claimants.filter(({ sub }) => rows.get(sub)?.email === address);
  if (winners.length !== 1)
    return {
      id,
      relation: 'in_sync',
      problems: [`${winners.length} of ${claimants.length} users have their row`],
    };
  return winners[0] === member
    ? { id, relation: 'in_sync', problems: row ? differences(row, member, address) : ['has no row'] }
    : { id, relation: 'conflict', problems: [] };
}

/** All texts of this walk fit into the table. */
function differences(row: Row, { attributes }: Member, address: string): string[] {
  const expected = {
    email: address,
    email_verified: attributes.email_verified === 'true',
    name: attributes.name ?? null,
    phone: attributes.phone_number ?? null,
  };
  return Object.entries(expected)
    .filter(([column, value]) => row[column] !== value)
    .map(([column, value]) => `${column} is ${JSON.stringify(row[column])}, not ${JSON.stringify(value)}`);
}

/** Who is gone from the pool has left a row without personal data. */
function ofStranger(row: Row): Finding {
  const { cognito_id: id } = row;
  if (id.startsWith('unlinked:')) return { id, relation: 'unlinked', problems: [] };
  const kept = ['name', 'phone'].filter((column) => row[column] !== null);
  const isReleased = row.email === `released+${row.id}@example.invalid`;
  return {
    id,
    relation: 'removed',
    problems: [...kept, ...(isReleased ? [] : ['email'])].map((column) => `keeps ${column}`),
  };
}

function groupByAddress(members: readonly Member[]): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const address = addressOf(member);
    if (address === undefined) continue;
    groups.set(address, [...(groups.get(address) ?? []), member]);
  }
  return groups;
}

/** The address that gives a user a row. */
function addressOf({ status, attributes: { email } }: Member): string | undefined {
  return status === 'UNCONFIRMED' ? undefined : email?.toLowerCase();
}
