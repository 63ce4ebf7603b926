import { readWorkflow } from '../../../cdk/read-workflow';
import { LEASE, takeLease } from '../../../cli/failures/lease';
import { PATIENCE } from '../../../cli/replay/start-execution';
import { OPEN, StoredRecords } from './stored-records';

const PAST = '2020-01-01T00:00:00.000Z';
const FUTURE = '2999-01-01T00:00:00.000Z';
const REPLAY = {
  replay_id: 'mine',
  by: 'ada',
  at: '2026-01-31T13:00:00.000Z',
  reason: 'x',
  from: 'UpsertUser',
};

describe('the times that client and workflow share', () => {
  it('end the execution before its client gives up, and that before the lease', () => {
    const { TimeoutSeconds } = readWorkflow();

    expect(TimeoutSeconds * 1000).toBeLessThan(PATIENCE);
    expect(PATIENCE).toBeLessThan(LEASE);
  });
});

describe('takeLease', () => {
  const records = new StoredRecords();
  beforeAll(() => records.start());
  afterAll(() => records.stop());

  const take = (record: Awaited<ReturnType<typeof records.put>>) =>
    takeLease(records.session, record, REPLAY);

  it('takes an open record, counts the replay and writes it down, and the record is not forgotten any more', async () => {
    const before = Date.now();

    await take(await records.put({ expires_at: 1 }));

    const { lease_until, ...taken } = await records.get();
    expect(taken).toEqual({
      ...OPEN,
      status: 'replaying',
      leased_by: 'ada',
      lease_replay_id: 'mine',
      replays: [REPLAY],
      replays_started: 1,
    });
    expect(Date.parse(String(lease_until))).toBeGreaterThanOrEqual(before + LEASE);
  });

  it.each([
    ['failed again', { last_failed_at: '2026-01-31T12:59:00.000Z' }],
    ['was discarded', { status: 'discarded' as const }],
  ])('refuses a record that %s since it was read, and leaves it alone', async (_, now) => {
    const seen = await records.put();
    await records.put(now);

    await expect(take(seen)).rejects.toThrow('it changed while the plan was made');

    expect(await records.get()).toEqual({ ...OPEN, ...now });
  });

  it('refuses a record whose lost lease somebody else has taken over meanwhile, and names them', async () => {
    const lost = { status: 'replaying' as const, leased_by: 'dead', lease_until: PAST };
    const seen = await records.put(lost);
    const taken = { ...lost, leased_by: 'eve', lease_until: FUTURE, lease_replay_id: 'hers' };
    await records.put(taken);

    await expect(take(seen)).rejects.toThrow('eve is replaying it');

    expect(await records.get()).toEqual({ ...OPEN, ...taken });
  });

  it('takes over from a client that died', async () => {
    await take(await records.put({ status: 'replaying', leased_by: 'dead', lease_until: PAST }));

    expect(await records.get()).toMatchObject({ leased_by: 'ada', lease_replay_id: 'mine' });
  });

  it('never takes a resolved record', async () => {
    const resolved = { status: 'resolved' as const, resolution: 'registered', resolved_at: PAST };

    await expect(take(await records.put(resolved))).rejects.toThrow('it is resolved already');

    expect(await records.get()).toEqual({ ...OPEN, ...resolved });
  });
});
