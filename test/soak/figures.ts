import type { Observation } from '../faults/observation';
import type { Violation } from './judge';

/** What a soak came to. */
export interface Figures {
  readonly ok: boolean;
  readonly registrations: number;
  readonly rows: number;
  /** Copies of `user.persisted` that a consumer got, and how many there are without copies. */
  readonly announcements: number;
  readonly events: number;
  readonly executions: number;
  /** Executions that left their message to the queue. */
  readonly failed: number;
  /** Executions that found another event for their user. */
  readonly duplicates: number;
  readonly rejected: number;
  readonly records: number;
  readonly replays: number;
  readonly redriven: number;
  readonly restarts: number;
  readonly faults: number;
  readonly violations: number;
  readonly seconds: number;
}

/** What the operator and the person at the switch did. */
export interface Deeds {
  readonly replays: number;
  readonly redriven: number;
  readonly restarts: number;
  /** How many calls a fault hit. */
  readonly faults: number;
}

export function figures(
  seen: Observation,
  violations: readonly Violation[],
  deeds: Deeds,
  seconds: number,
): Figures {
  const { users, rows, events, executions, records } = seen;
  const count = (wanted: string) =>
    executions.filter(({ status, outcome }) => wanted === (outcome ?? status)).length;
  return {
    ok: violations.length === 0,
    registrations: users.length,
    rows: rows.length,
    announcements: events.length,
    events: new Set(events.map(({ eventId }) => eventId)).size,
    executions: executions.length,
    failed: count('FAILED'),
    duplicates: count('duplicate'),
    rejected: records.filter(({ disposition }) => disposition === 'rejected').length,
    records: records.length,
    ...deeds,
    violations: violations.length,
    seconds: Math.round(seconds * 10) / 10,
  };
}
