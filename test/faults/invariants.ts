import type { FailureRecord, Observation, Row } from './observation';

/** What must hold whatever went wrong: each gives one sentence for everything that broke it. */
export const invariants: Readonly<Record<string, (seen: Observation) => string[]>> = {
  'nothing is lost': nothingLost,
  'nobody has two rows': nobodyTwice,
  'an event implies its row': eventImpliesRow,
  'a row implies its event, a message or an open record': rowImpliesEvent,
  'every copy of an event says the same': copiesAgree,
  'what was rolled back is as it was': rolledBackIsAsBefore,
  'a rejection never fails an execution': rejectionsSucceed,
  'bad data never slows the pipe': badDataPasses,
  'no execution dies': noExecutionDies,
  'no personal data leaves its place': noPersonalData,
};

/** Every broken invariant, by its name. */
export function broken(seen: Observation): string[] {
  return Object.entries(invariants).flatMap(([name, check]) =>
    check(seen).map((problem) => `${name}: ${problem}`),
  );
}

/** Marks the personal data of every user that the tests make up. */
export const PERSONAL_DATA = /canary|\+1555012/i;

const OPEN = ['open', 'replaying'];
const DIED = ['States.Runtime', 'States.DataLimitExceeded', 'States.QueryEvaluationError'];

function nothingLost({ users, rows, events, records, waiting, notPublished }: Observation): string[] {
  const registered = new Set(rows.map((row) => row.cognito_id));
  const announced = new Set(events.map((event) => event.cognitoId));
  const visible = [
    ...records.filter(({ status }) => OPEN.includes(status)).map(({ state }) => state),
    ...waiting.map(({ body }) => body),
    ...notPublished,
  ].join('\n');
  return users
    .filter(({ cognitoId }) => !(registered.has(cognitoId) && announced.has(cognitoId)))
    .filter(({ cognitoId }) => !visible.includes(cognitoId))
    .map(({ cognitoId }) => `${cognitoId} is nowhere`);
}

function nobodyTwice({ rows }: Observation): string[] {
  const keys: (keyof Row)[] = ['id', 'cognito_id', 'email'];
  return keys.flatMap((key) =>
    repeated(rows.map((row) => String(row[key]).toLowerCase())).map(
      (value) => `two rows have ${key} ${value}`,
    ),
  );
}

function eventImpliesRow({ rows, events }: Observation): string[] {
  const ids = new Set(rows.map(({ id, cognito_id }) => `${id} ${cognito_id}`));
  return events
    .filter(({ userId, cognitoId }) => !ids.has(`${userId} ${cognitoId}`))
    .map(({ eventId, cognitoId }) => `event ${eventId} announces ${cognitoId}, who has no row`);
}

function rowImpliesEvent({ rows, formerRows, events, records, waiting }: Observation): string[] {
  const announced = new Set(events.map((event) => event.cognitoId));
  const former = new Set(formerRows.map((row) => JSON.stringify(sorted(row))));
  const visible = [
    ...records.filter(({ status }) => OPEN.includes(status)).map(({ state }) => state),
    ...waiting.map(({ body }) => body),
  ].join('\n');
  return rows
    .filter((row) => !announced.has(row.cognito_id) && !former.has(JSON.stringify(sorted(row))))
    .filter((row) => !visible.includes(row.cognito_id))
    .map((row) => `row ${row.id} was announced by nobody`);
}

function copiesAgree({ events }: Observation): string[] {
  const first = new Map<string, string>();
  return events.flatMap(({ eventId, ...copy }) => {
    const text = JSON.stringify(sorted(copy));
    const before = first.get(eventId) ?? text;
    first.set(eventId, before);
    return before === text ? [] : [`event ${eventId} says ${before} and ${text}`];
  });
}

function rolledBackIsAsBefore({ records, rows, formerRows, waiting }: Observation): string[] {
  return records
    .filter(({ status }) => OPEN.includes(status))
    .flatMap((record) => {
      const { roll_back, failure_id } = record;
      const isUnderWay = waiting.some(({ body }) => body.includes(envelopeIdOf(record)));
      if (record.disposition === 'parked' && !roll_back && !isUnderWay)
        return [`record ${failure_id} says nothing of a roll-back`];
      if (roll_back?.rolled_back !== true) return [];
      return rows
        .filter((row) => row.cognito_id === cognitoIdOf(record))
        .filter((row) => !formerRows.some((former) => same(former, row)))
        .map((row) => `record ${failure_id} was rolled back, yet row ${row.id} is not as it was`);
    });
}

/** A failure's id begins with it, where the body was never read. */
function envelopeIdOf({ failure_id, state }: FailureRecord): string {
  const { delivery } = JSON.parse(state) as { delivery?: { envelope_id?: string } };
  return delivery?.envelope_id ?? failure_id.replace(/\..*$/, '');
}

function rejectionsSucceed({ executions }: Observation): string[] {
  return executions
    .filter(({ status }) => status !== 'SUCCEEDED')
    .filter(({ error = '', cause = '' }) => isDataError(error, cause))
    .map(({ arn, error }) => `${arn} failed with ${error}`);
}

/** Where nothing else went wrong: a failed execution makes the pipe wait, for everybody. */
function badDataPasses({ users, executions }: Observation): string[] {
  const bad = users.filter(({ valid }) => !valid).map(({ cognitoId }) => cognitoId);
  return executions
    .filter(
      ({ status, taskErrors }) =>
        status !== 'SUCCEEDED' && taskErrors.every((error) => isDataError(error, '')),
    )
    .filter(({ input }) => bad.some((id) => input.includes(id)))
    .map(({ arn, error }) => `${arn} failed with ${error}`);
}

function noExecutionDies({ executions }: Observation): string[] {
  return executions
    .filter(({ status, error = '' }) => status === 'TIMED_OUT' || DIED.includes(error))
    .map(({ arn, status, error, cause }) => `${arn} ended as ${status}: ${error} ${cause}`);
}

function noPersonalData({ texts, records }: Observation): string[] {
  const causes = records.map(({ failure_id, cause }) => ({
    where: `cause of record ${failure_id}`,
    text: cause,
  }));
  return [...texts, ...causes]
    .filter(({ text }) => PERSONAL_DATA.test(text))
    .map(({ where, text }) => `${where}: ${text}`);
}

function isDataError(error: string, cause: string): boolean {
  return /InvalidRegistrationError|EmailInUse/.test(error) || /SQLState: (22|23)/.test(cause);
}

/** Before `ValidateUser` the state holds the message's body, in which the id stands as well. */
function cognitoIdOf({ state }: FailureRecord): string | undefined {
  return (JSON.parse(state) as { user?: { cognito_id: string } }).user?.cognito_id;
}

function same(one: Row, other: Row): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(thing: object): [string, unknown][] {
  return Object.entries(thing).sort(([a], [b]) => (a < b ? -1 : 1));
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}
