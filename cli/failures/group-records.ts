import type { FailureRecord } from './failure-record';

/** Records that have the same key together, in the order in which they came. */
export function groupRecords(
  records: readonly FailureRecord[],
  keyOf: (record: FailureRecord) => string,
): ReadonlyMap<string, readonly FailureRecord[]> {
  const groups = new Map<string, FailureRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}
