import { EVENT_SOURCE, USER_REGISTERED } from '../../tasks/shared/event-names';
import { persistedOperation } from '../../tasks/shared/user-persisted';
import type { FailureRecord } from '../failures/failure-record';
import { type StateDocument, stateOf } from '../failures/record-state';
import { UserError } from '../terminal/user-error';
import type { ReplayStep } from './replay-steps';

/**
 * The state document with which a record can start at a step: the recorded one, or for an earlier step what that step had.
 * Throws a `UserError` for a step whose work is not done, or was taken back: the event would announce a row that is not there.
 */
export function startingState(record: FailureRecord, from: ReplayStep, option = '--from'): StateDocument {
  const tooLate = (instead: ReplayStep, because: string) => notYet(option, from, instead, because);
  const state = stateOf(record);
  if (from === 'ValidateUser') return validatable(state);
  if (state.user === undefined)
    throw tooLate('ValidateUser', 'ValidateUser has not accepted this message yet');
  if (from === 'UpsertUser') return unasked(state);
  const { operation } = state.persisted ?? {};
  if (!isWritten(operation))
    throw tooLate('UpsertUser', 'the row was not written, as far as the record knows');
  if (record.roll_back && record.roll_back.rolled_back !== false)
    throw tooLate('UpsertUser', 'the row was rolled back, or may have been');
  return state;
}

/** What Cognito said may not be true any more: without it the workflow asks again. */
function unasked({ asked: _, ...state }: StateDocument): StateDocument {
  return state;
}

/** What the database answers for a row that is written; for anything else no event goes out. */
export function isWritten(operation: unknown): boolean {
  return persistedOperation.safeParse(operation).success;
}

/** `ValidateUser` starts from a message; where only what it made of one is recorded, the message is put together again. */
function validatable(state: StateDocument): StateDocument {
  if (typeof state.body === 'string') return state;
  const { envelope_id, ...delivery } = state.delivery ?? {};
  const envelope = {
    version: '0',
    id: envelope_id,
    'detail-type': USER_REGISTERED,
    source: EVENT_SOURCE,
    detail: { ...state.event, data: { ...attributesOf(state.user), ...state.event?.data } },
  };
  return { delivery, body: JSON.stringify(envelope) };
}

/** The members of a user that an event has as well; null in one is absence in the other. */
function attributesOf({ user_id: _, notes: __, ...user }: NonNullable<StateDocument['user']> = {}) {
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== null));
}

function notYet(option: string, given: ReplayStep, instead: ReplayStep, because: string): UserError {
  return new UserError({
    where: option,
    what: `nothing can start there, because ${because}`,
    given,
    fix: `Use ${option} ${instead}.`,
  });
}
