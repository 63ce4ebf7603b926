import { toFailureRecord } from '../../../cli/failures/failure-record';
import { refuseClosed, suggestFor } from '../../../cli/failures/next-steps';

const AT = Date.parse('2026-01-31T12:00:00.000Z');
const MINUTE = 60_000;
const leased = toFailureRecord({
  failure_id: 'f-1',
  status: 'replaying',
  disposition: 'parked',
  leased_by: 'ada',
  lease_until: new Date(AT + MINUTE).toISOString(),
});

describe('a record that somebody replays', () => {
  it('is theirs while the lease lasts, by the clock of the cloud', () => {
    expect(suggestFor(leased, AT)).toEqual(['show f-1   # again, when the replay has ended']);
    expect(() => refuseClosed(leased, AT)).toThrow('ada is replaying it');
  });

  it('is free when the lease is over, whatever the time is here', () => {
    expect(suggestFor(leased, AT + 2 * MINUTE)).toContain('replay f-1 --dry-run');
    expect(() => refuseClosed(leased, AT + 2 * MINUTE)).not.toThrow();
  });
});

describe('a record that was rejected', () => {
  const rejected = (error: string) =>
    suggestFor(
      toFailureRecord({ failure_id: 'f-1', status: 'open', disposition: 'rejected', error }),
      AT,
    ).join('\n');

  it('is mended, or given up', () => {
    expect(rejected('InvalidRegistrationError')).toMatch(/replay f-1 --set[^]*discard f-1/);
  });

  it('is decided over, where two people claim an address', () => {
    expect(rejected('EmailInUse')).toMatch(/replay f-1 --reason[^]*hand-over f-1[^]*discard f-1/);
  });
});
