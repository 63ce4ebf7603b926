import { discardRecord } from '../../../cli/failures/discard-record';
import { KEPT_SECONDS } from '../../../cli/failures/failure-record';
import { OPEN, StoredRecords } from './stored-records';

const AT = '2026-02-01T00:00:00.000Z';
const DISCARDED = { by: 'ada', at: AT, reason: 'a bot' };

describe('discardRecord', () => {
  const records = new StoredRecords();
  beforeAll(() => records.start());
  afterAll(() => records.stop());

  it('closes a record for 90 days, and takes a lost lease with it', async () => {
    const lost = { status: 'replaying' as const, leased_by: 'dead', lease_until: AT, lease_replay_id: 'his' };

    await discardRecord(records.session, await records.put(lost), DISCARDED);

    expect(await records.get()).toEqual({
      ...OPEN,
      status: 'discarded',
      discarded: DISCARDED,
      expires_at: Date.parse(AT) / 1000 + KEPT_SECONDS,
    });
  });

  it.each([
    ['failed again', { last_failed_at: '2026-01-31T12:59:00.000Z' }],
    ['is being replayed', { status: 'replaying' as const, lease_until: '2999-01-01T00:00:00.000Z' }],
    ['is resolved', { status: 'resolved' as const }],
  ])('leaves a record alone that %s since it was read', async (_, now) => {
    const seen = await records.put();
    await records.put(now);

    await expect(discardRecord(records.session, seen, DISCARDED)).rejects.toThrow(
      'it changed in this moment',
    );

    expect(await records.get()).toEqual({ ...OPEN, ...now });
  });

  it.each([
    ['retrying', 'the queue still delivers it'],
    ['discarded', 'it is discarded already'],
    ['resolved', 'it is resolved already'],
  ] as const)('refuses a record that is %s', async (status, why) => {
    const seen = await records.put({ status });

    await expect(discardRecord(records.session, seen, DISCARDED)).rejects.toThrow(why);

    expect(await records.get()).toEqual({ ...OPEN, status });
  });
});
