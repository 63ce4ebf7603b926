/** How a registration that failed stands. */
export const statuses = ['retrying', 'open', 'replaying', 'resolved', 'discarded'] as const;
export type Status = (typeof statuses)[number];
/** Those that are neither registered nor given up. */
export const UNFINISHED: readonly Status[] = ['retrying', 'open', 'replaying'];

/** How the workflow left a record to people: the data was refused, or no delivery is left. */
export const dispositions = ['parked', 'rejected'] as const;
export type Disposition = (typeof dispositions)[number];

/** One item of the failure table, by the names that it has there. */
export interface FailureRecord {
  readonly failure_id: string;
  readonly status: Status;
  readonly disposition: Disposition | null;
  readonly lane: string;
  readonly failed_step: string;
  readonly resume_at: string;
  /** JSON text of the state document that the step failed with. */
  readonly state: string;
  readonly error: string;
  readonly cause: string;
  readonly attempts: readonly number[];
  readonly possible_publications: number;
  readonly definition_revision: string;
  readonly first_failed_at: string;
  readonly last_failed_at: string;
  readonly executions: readonly string[];
  readonly roll_back?: { readonly rolled_back: boolean | null; readonly reason: string; readonly at: string };
  /** Replays that the workflow itself has seen fail. */
  readonly failed_replays: readonly string[];
  readonly replays_started: number;
  readonly replays: readonly Replay[];
  readonly lease_until?: string;
  readonly leased_by?: string;
  readonly lease_replay_id?: string;
  readonly resolution?: string;
  readonly resolved_at?: string;
  readonly resolved_by?: string;
  readonly discarded?: { readonly by: string; readonly at: string; readonly reason: string };
  /** Seconds since the epoch after which the table forgets a closed record. */
  readonly expires_at?: number;
}

/** One entry of a record's replay history. */
export interface Replay {
  readonly replay_id: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  /** The step that it started from. */
  readonly from: string;
  readonly edits?: readonly Edit[];
  /** Missing until the client that started it has heard how it ended. */
  readonly outcome?: ReplayOutcome;
  readonly execution_arn?: string;
  readonly error?: string;
}

/** `failed`: the execution itself; `unknown`: its answer was lost; `not_started`: it was refused. */
export type ReplayOutcome =
  'registered' | 'duplicate' | 'rejected' | 'parked' | 'failed' | 'unknown' | 'not_started';

/** A member of the state that an operator changed. */
export interface Edit {
  readonly path: string;
  /** Missing when it was not there. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** A closed record is forgotten after 90 days; the workflow closes records for as long. One that is open never is. */
export const KEPT_SECONDS = 90 * 86_400;

/** Is somebody's replay of it running at this time of the cloud, as far as anybody can know? A lease that ran out belongs to a client that died. */
export function isLeased(record: FailureRecord, now: number): boolean {
  if (record.status === 'resolved') return false;
  return record.lease_until !== undefined && Date.parse(record.lease_until) > now;
}

/** Reads an item; what an older definition did not write yet is empty. */
export function toFailureRecord(item: Readonly<Record<string, unknown>>): FailureRecord {
  const record = item as unknown as FailureRecord;
  return {
    ...record,
    disposition: record.disposition ?? null,
    attempts: listOf<number>(item.attempts).sort((a, b) => a - b),
    possible_publications: record.possible_publications ?? 0,
    executions: record.executions ?? [],
    failed_replays: listOf<string>(item.failed_replays),
    replays_started: record.replays_started ?? 0,
    replays: record.replays ?? [],
  };
}

function listOf<Element>(value: unknown): Element[] {
  return value instanceof Set ? [...(value as Set<Element>)] : [];
}
