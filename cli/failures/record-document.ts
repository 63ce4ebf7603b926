import { mask, maskBody } from '../mask';
import type { FailureRecord } from './failure-record';
import { stateOf, type StateDocument } from './state-of';

/** A record as a document for machines: its state as an object, personal data masked. */
export function toDocument(record: FailureRecord, reveal = false): Readonly<Record<string, unknown>> {
  const document = { ...record, state: stateOf(record) };
  return reveal ? document : maskRecord(document);
}

/** A state document without personal data. */
export function maskState(state: StateDocument): StateDocument {
  const masked = mask(state) as StateDocument;
  return typeof state.body === 'string' ? { ...masked, body: maskBody(state.body) } : masked;
}

function maskRecord(document: Omit<FailureRecord, 'state'> & { state: StateDocument }) {
  const { state, replays, ...rest } = document;
  return {
    ...(mask(rest) as object),
    state: maskState(state),
    replays: replays.map((replay) => ({ ...replay, edits: replay.edits?.map(maskEdit) })),
  };
}

/** The path says what the values are. */
export function maskEdit<E extends { path: string; before?: unknown; after: unknown }>(edit: E): E {
  const member = edit.path.split('.').at(-1) ?? '';
  const masked = (value: unknown) =>
    edit.path === 'body' && typeof value === 'string' ? maskBody(value) : mask(value, member);
  return { ...edit, before: masked(edit.before), after: masked(edit.after) };
}
