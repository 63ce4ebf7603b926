import { mask } from '../terminal/mask';
import type { Edit, FailureRecord } from './failure-record';
import { stateOf } from './record-state';

/** A record as a document for machines: its state as an object, personal data masked. */
export function toDocument(record: FailureRecord, reveal = false): Readonly<Record<string, unknown>> {
  const { replays, ...rest } = { ...record, state: stateOf(record) };
  if (reveal) return { ...rest, replays };
  return {
    ...(mask(rest) as object),
    replays: replays.map((replay) => ({ ...replay, edits: replay.edits?.map(maskEdit) })),
  };
}

/** An edit without personal data: its path says what the values are. */
export function maskEdit(edit: Edit): Edit {
  const path = edit.path.split('.');
  return { ...edit, before: mask(edit.before, ...path), after: mask(edit.after, ...path) };
}
