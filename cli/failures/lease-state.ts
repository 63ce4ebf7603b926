import type { FailureRecord } from './failure-record';

/** Is somebody's replay of it running, as far as anybody can know? A lease that ran out belongs to a client that died. */
export function isLeased(record: FailureRecord, now = Date.now()): boolean {
  if (record.status === 'resolved') return false;
  return record.lease_until !== undefined && Date.parse(record.lease_until) > now;
}
