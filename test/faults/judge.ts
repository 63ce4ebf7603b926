import type { Cell } from './cells';
import { reported } from './fault-plans';
import { broken } from './invariants';
import type { Observation } from './observation';
import { RULE } from './rule-cells';
import type { Trial } from './run-cells';

/** What came of a cell; `problem` only where it is not ok. */
export interface Verdict {
  readonly step: string;
  readonly error: string;
  readonly times: Cell['times'];
  readonly arrival: Cell['arrival'];
  readonly ok: boolean;
  readonly outcome: string;
  readonly problem?: string;
}

/** Splits what was seen among the trials and holds each part against the invariants and the cell's own expectations. */
export function judge(
  trials: readonly Trial[],
  seen: Observation,
  alerts: readonly string[],
  hits: ReadonlyMap<string, number>,
): Verdict[] {
  const parts = split(trials, seen);
  return trials.map((trial) => {
    const part = parts.get(trial.user.id) as Observation;
    const outcome = outcomeOf(part, trial.user.id);
    const problems = [
      ...broken(part),
      ...unexpected(trial, outcome),
      ...unhit(trial, hits),
      ...misnamed(trial, part),
      ...silent(trial, part, outcome, alerts),
    ];
    const { step, error, times, arrival } = trial.cell;
    const verdict = { step, error, times, arrival, ok: problems.length === 0, outcome };
    return problems.length === 0 ? verdict : { ...verdict, problem: problems.join('; ') };
  });
}

/** Each registration's own share; texts that name nobody are held against the first. */
function split(trials: readonly Trial[], seen: Observation): Map<string, Observation> {
  const parts = new Map<string, Observation>();
  const ids = trials.map(({ user }) => user.id);
  const share = <Thing>(things: readonly Thing[]) => shareOut(ids, things);
  const [events, records, executions] = [share(seen.events), share(seen.records), share(seen.executions)];
  const [rows, waiting, texts, users] = [
    share(seen.rows),
    share(seen.waiting),
    share(seen.texts),
    share(seen.users),
  ];
  for (const id of ids)
    parts.set(id, {
      users: users(id),
      formerRows: [],
      rows: rows(id),
      events: events(id),
      records: records(id),
      executions: executions(id),
      waiting: waiting(id),
      notPublished: seen.notPublished.filter((lost) => lost === id),
      texts: texts(id),
    });
  return parts;
}

function shareOut<Thing>(ids: readonly string[], things: readonly Thing[]): (id: string) => Thing[] {
  const known = new Set(ids);
  const shares = new Map<string, Thing[]>();
  for (const thing of things) {
    const named = new Set(
      JSON.stringify(thing).match(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g),
    );
    const owner = [...named].find((id) => known.has(id)) ?? ids[0] ?? '';
    shares.set(owner, [...(shares.get(owner) ?? []), thing]);
  }
  return (id) => shares.get(id) ?? [];
}

/** Where a registration has come to rest. */
export function outcomeOf({ rows, events, records, waiting, notPublished }: Observation, id: string): string {
  const queue = waiting[0]?.queue;
  if (queue)
    return { main: 'stuck', 'dead-letter': 'dead letter', 'rule dead-letter': 'rule dead letter' }[queue];
  const open = records.find(({ status }) => status === 'open');
  if (open) return open.disposition ?? 'open';
  const registered =
    rows.some((row) => row.cognito_id === id) && events.some((event) => event.cognitoId === id);
  if (registered) return 'registered';
  return notPublished.includes(id) ? 'not published' : 'lost';
}

function unexpected({ cell }: Trial, outcome: string): string[] {
  return cell.expected.includes(outcome)
    ? []
    : [`ended as "${outcome}", expected ${cell.expected.join(' or ')}`];
}

function unhit({ faults, cell }: Trial, hits: ReadonlyMap<string, number>): string[] {
  // The queue is only asked where the bus refused for longer than the client tried.
  if (cell.step === 'PublishUserRegistered')
    return hits.get(faults[0] ?? '') ? [] : ['its fault was never hit'];
  return faults.every((id) => hits.get(id)) ? [] : ['its fault was never hit'];
}

/** Step Functions must have reported the very error that the definition names. */
function misnamed({ cell }: Trial, { executions }: Observation): string[] {
  if (cell.step === 'PublishUserRegistered' || cell.step === RULE || cell.error === 'EmailInUse') return [];
  const errors = executions.flatMap(({ taskErrors }) => taskErrors);
  return errors.includes(reported(cell.error)) ? [] : [`reported as ${[...new Set(errors)].join(', ')}`];
}

/** Of everybody who is parked the cause must have been told, unless it is the telling that fails. */
function silent(
  { cell }: Trial,
  { records }: Observation,
  outcome: string,
  alerts: readonly string[],
): string[] {
  if (outcome !== 'parked' || cell.step === 'AlertOperators') return [];
  return records
    .filter(({ failed_step: step, error }) => !alerts.some((alert) => tells(alert, step, error)))
    .map(({ failed_step: step, error }) => `no alert tells of ${step}, ${error}`);
}

function tells(alert: string, step: string, error: string): boolean {
  return new RegExp(`^Step: +${step}\nError: +${error}$`, 'm').test(alert);
}
