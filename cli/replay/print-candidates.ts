import type { FailureRecord } from '../failures/failure-record';
import { userOf } from '../failures/user-of';
import { toTable } from '../table';
import type { Colours } from '../terminal';

/** What a bulk replay would do: a line for each record, in order. */
export function printCandidates(records: readonly FailureRecord[], colours: Colours, reveal = false): string {
  const rows = records.map((record) => [
    record.failure_id,
    record.resume_at,
    record.error,
    userOf(record, reveal),
    record.last_failed_at,
  ]);
  return toTable(colours, ['FAILURE', 'STARTS AT', 'ERROR', 'USER', 'FAILED LAST'], rows);
}
