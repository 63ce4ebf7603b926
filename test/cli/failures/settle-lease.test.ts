import { KEPT_SECONDS, type FailureRecord } from '../../../cli/failures/failure-record';
import { settleLease } from '../../../cli/failures/settle-lease';
import { OPEN, StoredRecords } from './stored-records';

const FUTURE = '2999-01-01T00:00:00.000Z';
const replayOf = (replay_id: string) => ({
  replay_id,
  by: 'ada',
  at: '2026-01-31T13:00:00.000Z',
  reason: 'x',
  from: 'UpsertUser',
});
const MINE = replayOf('mine');
const HERS = replayOf('hers');
const held = (lease_replay_id: string): Partial<FailureRecord> => ({
  status: 'replaying',
  leased_by: 'somebody',
  lease_until: FUTURE,
  lease_replay_id,
  replays: [HERS, MINE],
  replays_started: 2,
});
const ARN = 'arn:aws:states:us-east-1:1:express:user-registration:replay-mine:x';

describe('settleLease', () => {
  const records = new StoredRecords();
  beforeAll(() => records.start());
  afterAll(() => records.stop());

  const settle = (ending: Parameters<typeof settleLease>[3]) =>
    settleLease(records.session, OPEN.failure_id, MINE, ending);

  it('closes what the workflow could not close, and gives it free', async () => {
    await records.put(held('mine'));
    const before = Math.floor(Date.now() / 1000);

    await settle({ outcome: 'registered', executionArn: ARN });

    const { expires_at, resolved_at, ...settled } = await records.get();
    expect(settled).toEqual({
      ...OPEN,
      status: 'resolved',
      resolution: 'registered',
      resolved_by: ARN,
      replays: [HERS, { ...MINE, outcome: 'registered', execution_arn: ARN }],
      replays_started: 2,
    });
    expect(typeof resolved_at).toBe('string');
    expect(expires_at).toBeGreaterThanOrEqual(before + KEPT_SECONDS);
  });

  it.each([
    ['parked', 2],
    ['failed', 2],
    // Nothing ran, so the workflow must not wait for its failure to be counted.
    ['not_started', 1],
  ] as const)('opens the record again after a replay that %s', async (outcome, replays_started) => {
    await records.put(held('mine'));

    await settle({ outcome, error: 'Odd' });

    const replays = [HERS, { ...MINE, outcome, error: 'Odd' }];
    expect(await records.get()).toEqual({ ...OPEN, replays, replays_started });
  });

  it('keeps the lease when the answer was lost, for the execution may still run', async () => {
    await records.put(held('mine'));

    await settle({ outcome: 'unknown', error: 'TimeoutError' });

    const replays = [HERS, { ...MINE, outcome: 'unknown', error: 'TimeoutError' }];
    expect(await records.get()).toEqual({ ...OPEN, ...held('mine'), replays });
  });

  it.each(['registered', 'parked', 'not_started', 'unknown'] as const)(
    'writes only its own history (%s) while another replay holds the record',
    async (outcome) => {
      await records.put(held('hers'));

      await settle({ outcome });

      const replays_started = outcome === 'not_started' ? 1 : 2;
      const replays = [HERS, { ...MINE, outcome }];
      expect(await records.get()).toEqual({ ...OPEN, ...held('hers'), replays, replays_started });
    },
  );

  it('looks again when another replay takes the record between its look and its word', async () => {
    await records.put(held('mine'));
    records.beforeUpdate = async () => void (await records.put(held('hers')));

    await settle({ outcome: 'parked' });

    const replays = [HERS, { ...MINE, outcome: 'parked' }];
    expect(await records.get()).toEqual({ ...OPEN, ...held('hers'), replays });
  });

  it('leaves alone what the workflow closed, but for the history and the lease', async () => {
    const closed = { ...held('mine'), status: 'resolved' as const, resolution: 'duplicate', expires_at: 7 };
    await records.put(closed);

    await settle({ outcome: 'registered' });

    expect(await records.get()).toEqual({
      ...OPEN,
      status: 'resolved',
      resolution: 'duplicate',
      expires_at: 7,
      replays: [HERS, { ...MINE, outcome: 'registered' }],
      replays_started: 2,
    });
  });
});
