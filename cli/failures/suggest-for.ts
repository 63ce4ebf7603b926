import type { FailureRecord } from './failure-record';
import { isLeased } from './lease-state';

/** What to type next about this record. */
export function suggestFor(record: FailureRecord): string[] {
  const { failure_id: id, status, disposition } = record;
  if (status === 'resolved' || status === 'discarded') return ['failures'];
  if (isLeased(record)) return [`show ${id}   # again, when the replay has ended`];
  if (disposition === 'rejected')
    return [
      `replay ${id} --set … --dry-run   # mend the data`,
      `discard ${id} --reason "…"   # or give it up`,
    ];
  return [`try ${id}   # what would be sent`, `replay ${id} --dry-run`, `replay ${id} --reason "…"`];
}
