import type { Observation } from '../faults/observation';

/** What a soak comes to; every registration is registered, rejected or parked, or else something is wrong. */
export interface Figures {
  readonly ok: boolean;
  readonly registrations: number;
  readonly registered: number;
  /** Executions that found another event for their user. */
  readonly duplicates: number;
  readonly rejected: number;
  readonly parked: number;
  readonly lost: number;
  readonly doubled: number;
  /** Neither done nor on record as open: still in a queue. */
  readonly stuck: number;
  readonly seconds: number;
}

export function figures(seen: Observation, problems: readonly string[], seconds: number): Figures {
  const ends = seen.users.map(({ cognitoId }) => cognitoId).map(endOf(seen));
  const count = (end: string) => ends.filter((each) => each === end).length;
  return {
    ok: problems.length === 0 && count('stuck') + count('lost') === 0,
    registrations: seen.users.length,
    registered: count('registered'),
    duplicates: seen.executions.filter(({ outcome }) => outcome === 'duplicate').length,
    rejected: count('rejected'),
    parked: count('parked'),
    lost: count('lost'),
    doubled: problems.filter((problem) => problem.startsWith('nobody has two rows')).length,
    stuck: count('stuck'),
    seconds: Math.round(seconds * 10) / 10,
  };
}

function endOf({ rows, events, records, waiting }: Observation): (cognitoId: string) => string {
  const registered = new Set(rows.map((row) => row.cognito_id));
  const announced = new Set(events.map((event) => event.cognitoId));
  const open = index(
    records
      .filter(({ status }) => status === 'open')
      .map((record) => [record.state, record.disposition ?? 'parked']),
  );
  const queued = index(waiting.map(({ body }) => [body, 'stuck']));
  return (id) =>
    registered.has(id) && announced.has(id) ? 'registered' : (queued.get(id) ?? open.get(id) ?? 'lost');
}

/** Every id that stands in a text, and what the text stands for. */
function index(texts: readonly (readonly [text: string, meaning: string])[]): Map<string, string> {
  const meanings = new Map<string, string>();
  for (const [text, meaning] of texts)
    for (const id of text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
      meanings.set(id, meaning);
  return meanings;
}
