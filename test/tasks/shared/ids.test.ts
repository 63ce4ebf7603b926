import { userId, userPersistedId, userRegisteredId } from '../../../tasks/shared/ids';
import { POOL, SUB } from '../registrations';

const CAUSE = { event_id: '33333333-3333-5333-8333-333333333333', occurred_at: '2026-01-31T12:00:00.000Z' };

describe('ids', () => {
  it('never change, for rows and consumers hold on to them', () => {
    expect(userRegisteredId('us-east-1_AbCdEf123', '6f9619ff-8b86-4011-b42d-00c04fc964ff')).toBe(
      '3b62735d-a04b-5c15-836c-bbe4cd98168d',
    );
    expect(userId('us-east-1_AbCdEf123', '6f9619ff-8b86-4011-b42d-00c04fc964ff')).toBe(
      'e4ce061a-a032-5e8d-8061-fab764161907',
    );
    expect(userPersistedId(CAUSE)).toBe('ce0dd02d-2508-52e5-996f-a3d463f43ff6');
  });

  it('differ between pools, between users and between kinds', () => {
    const ids = [
      userRegisteredId(POOL, SUB),
      userRegisteredId('us-east-1_Other', SUB),
      userRegisteredId(POOL, 'other'),
      userId(POOL, SUB),
      userId('us-east-1_Other', SUB),
      userId(POOL, 'other'),
      userPersistedId(CAUSE),
      userPersistedId({ ...CAUSE, occurred_at: '2026-01-31T12:00:00.001Z' }),
    ];

    expect(new Set(ids).size).toBe(ids.length);
  });
});
