import { selectAsOwner } from '../aws/select-as-owner';
import type { Session } from '../aws/session';
import type { Report } from './report';
import type { RunSettings } from './settings';

/** A run as the database knows it. */
export interface Run {
  readonly run_id: string;
  /** ARN of the execution that is at work on it, or was last. */
  readonly execution: string;
  readonly settings: RunSettings;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Users whom it has compared. */
  readonly listed: number;
  readonly report: Report | null;
}

/**
 * The runs of the last three months, so many at most: the one that lists the pool and has not ended, of which there is one at
 * most, then the newest first.
 */
export async function readRuns(session: Session, most: number): Promise<Run[]> {
  const rows = await selectAsOwner(session, RUNS, String(most));
  return rows.map(({ settings, report, ...row }) => ({
    ...(row as unknown as Omit<Run, 'settings' | 'report'>),
    settings: parse<RunSettings>(settings)!,
    report: parse<Report>(report),
  }));
}

const RUNS = `SELECT run_id, execution, settings::text AS settings, started_at, ended_at, report::text AS report,
    (SELECT count(*) FROM user_registration.listed_identities AS l
      WHERE l.listed_at >= r.started_at AND l.listed_at <= coalesce(r.ended_at, l.listed_at)
        AND l.cognito_id = coalesce(r.settings ->> 'cognito_id', l.cognito_id)) AS listed
  FROM user_registration.reconciliations AS r 
  ORDER BY (ended_at IS NULL AND settings -> 'cognito_id' IS NULL) DESC, started_at DESC LIMIT CAST(:value AS int)`;

function parse<Document>(text: unknown): Document | null {
  return typeof text === 'string' ? (JSON.parse(text) as Document) : null;
}
