import type { PersistedEvent, Row } from '../faults/observation';
import { expectedPersistedId } from './expected-ids';
import type { End, Rule, Seen } from './judge';
import { differs, isWithin, timeOf } from './judge-rows';
import { addressOf, type Cause, type SignUp } from './sign-up';

const HOLDS = 'an event holds what was signed up';
const ONE = 'one event for each cause';

/** What is wrong with the announcements of one person. */
export function eventViolations({ signUp, rows: [row], events }: Seen, end: End): [Rule, string][] {
  if (end !== 'registered')
    return events.map(({ eventId }) => [HOLDS, `event ${eventId} announces who is ${end}`]);
  if (!row) return [];
  if (events.length === 0) return [['a row is announced', `row ${row.id} was announced by nothing`]];
  return [
    ...events.flatMap((event) => violationsOf(event, signUp, row)),
    ...copyViolations(events),
    ...beginningViolations(events, signUp),
  ];
}

function violationsOf(event: PersistedEvent, signUp: SignUp, row: Row): [Rule, string][] {
  const cause = causeOf(event, signUp, row);
  if (!cause) return [[ONE, `event ${event.eventId} follows from nothing that was sent`]];
  const expected = expectedMembers(signUp, row, cause);
  const given = membersOf(event);
  return [
    ...Object.keys(expected)
      .filter((member) => given[member] !== expected[member])
      .map((member): [Rule, string] => [HOLDS, differs(member, given[member], expected[member])]),
    ...(isTime(event.occurredAt) ? [] : [[HOLDS, `occurred_at is ${event.occurredAt}`] as [Rule, string]]),
  ];
}

function membersOf({ envelope }: PersistedEvent): Record<string, unknown> {
  const { detail, ...head } = envelope ?? {};
  return { ...head, ...detail?.metadata, ...detail?.data };
}

function expectedMembers(signUp: SignUp, row: Row, cause: Cause): Record<string, unknown> {
  return {
    source: 'user-registration',
    'detail-type': 'user.persisted',
    schema_version: '1',
    origin: 'sign-up',
    causation_id: cause.eventId,
    correlation_id: cause.correlationId,
    user_id: row.id,
    cognito_id: signUp.id,
    email: addressOf(signUp),
  };
}

/** An event's id says what it follows from. The trigger's time is not known from outside: the row has it. */
function causeOf({ eventId }: PersistedEvent, { causes }: SignUp, row: Row): Cause | undefined {
  return causes.find(({ eventId: cause, from, until }) => {
    const times = from === until ? [from] : [timeOf(row.created_at), timeOf(row.updated_at)];
    return times.some((time) => isWithin(time, from, until) && expectedPersistedId(cause, time) === eventId);
  });
}

/** Copies of one event say the same, whichever delivery sent them. */
function copyViolations(events: readonly PersistedEvent[]): [Rule, string][] {
  const texts = new Map<string, string>();
  return events.flatMap((event): [Rule, string][] => {
    const text = JSON.stringify(event);
    const before = texts.get(event.eventId) ?? text;
    texts.set(event.eventId, before);
    return before === text ? [] : [[ONE, `event ${event.eventId} was sent as ${before} and as ${text}`]];
  });
}

/** One of them tells of the row's beginning, and every other one of nothing that was sent once only. */
function beginningViolations(events: readonly PersistedEvent[], { older, causes }: SignUp): [Rule, string][] {
  const operations = [...new Map(events.map(({ eventId, operation }) => [eventId, operation])).values()];
  const beginning = older ? 'linked' : 'created';
  const others = operations.filter((operation) => !/^(updated|unchanged)$/.test(operation));
  return [
    ...(others.length === 1 && others[0] === beginning
      ? []
      : [[HOLDS, `operations are ${operations.join(', ')}; one is ${beginning}`] as [Rule, string]]),
    ...(operations.length <= causes.length
      ? []
      : [[ONE, `${operations.length} events follow from ${causes.length} that were sent`] as [Rule, string]]),
  ];
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
}
