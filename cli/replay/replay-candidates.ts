import type { FailureRecord } from '../failures/failure-record';
import { isLeased } from '../failures/lease-state';
import { listRecords, type RecordFilter } from '../failures/list-records';
import type { Session } from '../session';

/** Open records that fit, and those whose replay was lost with its client; the oldest failure first. */
export async function replayCandidates(
  session: Session,
  filter: Omit<RecordFilter, 'statuses'>,
): Promise<FailureRecord[]> {
  const records = await listRecords(session, { ...filter, statuses: ['open', 'replaying'] });
  return records.filter((record) => !isLeased(record));
}
