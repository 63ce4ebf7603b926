import type { Observation, Row } from '../faults/observation';
import { eventViolations } from './judge-events';
import { recordViolations } from './judge-records';
import { rowViolations } from './judge-rows';
import { addressOf, type SignUp } from './sign-up';

/** What is not as it must be, and for whom; nobody where the thing belongs to nobody. */
export interface Violation {
  readonly rule: Rule;
  readonly id?: string;
  readonly what: string;
}

export type Rule =
  | 'one row for each user'
  | 'a row holds what was signed up'
  | 'a row is announced'
  | 'an event holds what was signed up'
  | 'one event for each cause'
  | 'nobody valid is rejected'
  | 'who cannot be registered is rejected'
  | 'nothing stays open'
  | 'a record holds what was signed up'
  | 'other rows are left alone'
  | 'an invariant holds';

/** What was seen of one person. */
export interface Seen {
  readonly signUp: SignUp;
  /** Everybody valid who signed up with this address, themselves included. */
  readonly rivals: readonly SignUp[];
  readonly rows: Observation['rows'];
  readonly events: Observation['events'];
  readonly records: Observation['records'];
  readonly executions: Observation['executions'];
}

/**
 * Compares what came of everybody, after faults are over and failures replayed, with what they signed up with. Nothing
 * here is taken from the product: it says by itself what a row, an event and a record must hold.
 */
export function judge(signUps: readonly SignUp[], seen: Observation): Violation[] {
  const shares = shareOut(signUps, seen);
  return [
    ...signUps.flatMap((signUp) => {
      const share = shares.get(signUp.id) as Seen;
      const end = endOf(share, shares);
      return [
        ...rowViolations(share, end),
        ...eventViolations(share, end),
        ...recordViolations(share, end),
      ].map(([rule, what]) => ({ rule, what, id: signUp.id }));
    }),
    ...strangers(signUps, seen),
    ...touched(signUps, seen),
  ];
}

/** How a sign-up must have ended. */
export type End = 'registered' | 'rejected' | 'address taken';

/** Of several with one address one is registered, whoever it is. */
function endOf({ signUp, rows, rivals }: Seen, shares: ReadonlyMap<string, Seen>): End {
  if (!signUp.valid) return 'rejected';
  const winner = rivals.find(({ id }) => shares.get(id)?.rows.length) ?? rivals[0];
  return rows.length > 0 || winner?.id === signUp.id ? 'registered' : 'address taken';
}

function shareOut(signUps: readonly SignUp[], seen: Observation): Map<string, Seen> {
  const by = <Thing>(things: readonly Thing[], idsOf: (thing: Thing) => Iterable<string>) => {
    const shares = new Map<string, Thing[]>();
    for (const thing of things)
      for (const id of new Set(idsOf(thing))) shares.set(id, [...(shares.get(id) ?? []), thing]);
    return (id: string) => shares.get(id) ?? [];
  };
  const rows = by(seen.rows, ({ cognito_id }) => [cognito_id]);
  const events = by(seen.events, ({ cognitoId }) => [cognitoId]);
  const records = by(seen.records, ({ state }) => ownersOf(state));
  const executions = by(seen.executions, ({ input }) => uuidsIn(input));
  const valid = signUps.filter((signUp) => signUp.valid);
  const rivals = by(valid, (signUp) => [addressOf(signUp)]);
  const shareOf = (signUp: SignUp): Seen => ({
    signUp,
    rivals: rivals(addressOf(signUp)),
    rows: rows(signUp.id),
    events: events(signUp.id),
    records: records(signUp.id),
    executions: executions(signUp.id),
  });
  return new Map(signUps.map((signUp) => [signUp.id, shareOf(signUp)]));
}

/** Whom a record is of: the user in it, or else everybody who is named in the message. */
function ownersOf(state: string): string[] {
  const { user } = JSON.parse(state) as { user?: { cognito_id: string } };
  return user ? [user.cognito_id] : uuidsIn(state);
}

function uuidsIn(text: string): string[] {
  return text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
}

function strangers(signUps: readonly SignUp[], seen: Observation): Violation[] {
  const { rows, formerRows, events, records } = seen;
  const known = new Set([...signUps.map(({ id }) => id), ...formerRows.map(({ cognito_id }) => cognito_id)]);
  return [
    ...rows
      .filter(({ cognito_id }) => !known.has(cognito_id))
      .map(({ id }): Violation => ({ rule: 'one row for each user', what: `row ${id} is nobody's` })),
    ...records
      .filter(({ state }) => !ownersOf(state).some((id) => known.has(id)))
      .map(({ failure_id }): Violation => ({
        rule: 'a record holds what was signed up',
        what: `record ${failure_id} is of nobody`,
      })),
    ...events
      .filter(({ cognitoId }) => !known.has(cognitoId))
      .map(({ eventId }): Violation => ({
        rule: 'an event holds what was signed up',
        what: `event ${eventId} announces nobody`,
      })),
  ];
}

/** Rows that were there before, and whose owners did not sign up. */
function touched(signUps: readonly SignUp[], { rows, formerRows }: Observation): Violation[] {
  const owned = new Set(signUps.map(({ older }) => older?.id));
  const now = new Map(rows.map((row) => [row.id, row]));
  return formerRows
    .filter((row) => !owned.has(row.id) && text(row) !== text(now.get(row.id)))
    .map(({ id }) => ({ rule: 'other rows are left alone', what: `row ${id} is not as it was` }));
}

function text(row: Row | undefined): string {
  return JSON.stringify(Object.entries(row ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
