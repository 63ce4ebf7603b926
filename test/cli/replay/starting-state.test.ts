import type { FailureRecord } from '../../../cli/failures/failure-record';
import { startingState } from '../../../cli/replay/starting-state';

const STATE = {
  delivery: { failure_id: 'f', envelope_id: 'e', attempt: 4 },
  event: { metadata: {}, data: {} },
  user: { cognito_id: 's' },
  claim: { owner: 'e' },
  persisted: { event_id: 'p', operation: 'created' },
};
const recordOf = (state: object, more: Partial<FailureRecord> = {}) =>
  ({ failure_id: 'f', state: JSON.stringify(state), ...more }) as FailureRecord;
const rollBack = (rolled_back: boolean | null) => ({
  roll_back: { rolled_back, reason: 'x', at: '2026-01-31T12:00:00.000Z' },
});

describe('startingState', () => {
  it('announces a row that stands', () => {
    expect(startingState(recordOf(STATE), 'PublishUserPersisted')).toEqual(STATE);
    expect(startingState(recordOf(STATE, rollBack(false)), 'PublishUserPersisted')).toEqual(STATE);
  });

  it.each([
    ['was rolled back', rollBack(true)],
    ['may have been rolled back, for nobody knows how that ended', rollBack(null)],
  ])('does not announce a row that %s', (_, rolledBack) => {
    expect(() => startingState(recordOf(STATE, rolledBack), 'PublishUserPersisted')).toThrow(
      'the row was rolled back, or may have been',
    );
  });

  it.each(['stale', 'unproven', 'email_in_use', undefined])(
    'does not announce a row when the database answered %s',
    (operation) => {
      const state = { ...STATE, persisted: { event_id: 'p', operation } };

      expect(() => startingState(recordOf(state), 'PublishUserPersisted')).toThrow('the row was not written');
    },
  );

  it('asks Cognito anew: what it said then may not be true any more', () => {
    const state = { ...STATE, asked: { cognito_id: 's', exists: false } };

    expect(startingState(recordOf(state), 'UpsertUser')).toEqual(STATE);
  });

  it('puts the message together again from what ValidateUser made of it', () => {
    const { delivery, body } = startingState(recordOf(STATE), 'ValidateUser');

    expect(delivery).toEqual({ failure_id: 'f', attempt: 4 });
    expect(JSON.parse(String(body))).toMatchObject({ id: 'e', detail: STATE.event });
  });
});
