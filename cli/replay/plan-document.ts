import { maskEdit, maskState } from '../failures/record-document';
import type { Plan } from './plan';

/** A plan as a document for machines. */
export function planDocument({ record, state, edits, ...plan }: Plan, reveal = false): unknown {
  return {
    failure_id: record.failure_id,
    ...plan,
    edits: reveal ? edits : edits.map(maskEdit),
    state: reveal ? state : maskState(state),
  };
}
