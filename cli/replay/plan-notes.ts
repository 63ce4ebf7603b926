import type { Edit, FailureRecord } from '../failures/failure-record';
import type { StateDocument } from '../failures/record-state';
import type { DeployedDefinition, ReplayStep } from './replay-steps';
import { isWritten } from './starting-state';

/** What a replay would start with. */
export interface Planned {
  readonly record: FailureRecord;
  readonly from: ReplayStep;
  /** The state document that the first step gets. */
  readonly state: StateDocument;
  readonly edits: readonly Edit[];
}

/** Sentences that an operator wants to have read before a replay. */
export function planNotes(
  plan: Planned,
  bodyProblems: readonly string[],
  { revision }: DeployedDefinition,
): string[] {
  const { record } = plan;
  const then = record.definition_revision;
  return [
    revision !== undefined && revision !== then
      ? `The definition changed since the failure: it was ${then}, and ${revision} runs now.`
      : '',
    record.possible_publications
      ? 'user.persisted may be out already; it goes out again with the same event_id.'
      : '',
    record.status === 'retrying'
      ? 'The queue still delivers this registration by itself; both may succeed, and the row stays one.'
      : '',
    record.discarded && record.status === 'discarded'
      ? `It was discarded by ${record.discarded.by}: ${record.discarded.reason}`
      : '',
    record.disposition === 'rejected' && plan.edits.length === 0
      ? `It was rejected (${record.error}) and nothing is changed: it fails again unless the code or the other row did change.`
      : '',
    bodyProblems.length ? `ValidateUser of this checkout would refuse it: ${bodyProblems.join('; ')}` : '',
    rememberedAnswer(plan),
  ].filter((note) => note !== '');
}

/** The database remembers what an event did and answers the same again, whatever the event says now. */
function rememberedAnswer({ record, from, edits, state }: Planned): string {
  if (from === 'PublishUserPersisted') {
    const late = edits.some(({ path }) => path.startsWith('user.'));
    return late ? 'The row is written already: changes of user have no effect on it from this step.' : '';
  }
  const written = isWritten(state.persisted?.operation);
  const gone = record.roll_back?.rolled_back === true;
  return written && !gone && edits.length > 0
    ? 'The row of this event is written already, and the database answers as it did then: changes of user have no effect.'
    : '';
}
