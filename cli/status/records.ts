import type { Session } from '../aws/session';
import { type FailureRecord, UNFINISHED } from '../failures/failure-record';
import { listRecords } from '../failures/failure-table';
import { groupRecords } from '../failures/group-records';
import { ago } from '../terminal/ago';
import { type Level, type Reading, readPart } from './reading';

/** Records with one cause: the same standing, step and error. */
export interface Cause {
  readonly standing: string;
  readonly step: string;
  readonly error: string;
  readonly count: number;
  readonly last_failed_at: string;
}

/** What is not finished, by its causes; those that wait for a person first. */
export async function readRecords(session: Session): Promise<Reading[]> {
  let causes: Cause[] = [];
  const whole = await readPart(session, 'failures', async () => {
    causes = causesOf(await listRecords(session, { statuses: UNFINISHED }));
    return { level: 'green', says: 'none are open' };
  });
  return causes.length ? causes.map((cause) => toReading(cause, session.now())) : [whole];
}

function causesOf(records: readonly FailureRecord[]): Cause[] {
  const groups = groupRecords(records, (record) =>
    JSON.stringify([standingOf(record), record.failed_step, record.error]),
  );
  return [...groups.values()]
    .map((group) => {
      const last = group.at(-1) as FailureRecord;
      const { failed_step: step, error, last_failed_at } = last;
      return { standing: standingOf(last), step, error, count: group.length, last_failed_at };
    })
    .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || b.count - a.count);
}

const ORDER = ['parked', 'rejected', 'replaying', 'retrying'];

function standingOf({ status, disposition }: FailureRecord): string {
  return status === 'open' ? (disposition ?? status) : status;
}

const LEVELS: Readonly<Record<string, Level>> = { parked: 'red' };

function toReading({ standing, step, error, count, last_failed_at }: Cause, now: number): Reading {
  return {
    part: standing,
    level: LEVELS[standing] ?? 'yellow',
    says: `${count} at ${step}, ${error}, the last ${ago(last_failed_at, now)} ago`,
    then:
      standing === 'parked' || standing === 'rejected'
        ? [`npx registrar failures --status ${standing} --step ${step} --error ${error}`]
        : [],
  };
}
