import type { FailureRecord } from '../../../cli/failures/failure-record';
import type { PoolUser, UserPicture } from '../../../cli/users/user-picture';
import { verdictOf } from '../../../cli/users/verdict';

const NOBODY: UserPicture = {
  given: 'ada@example.com',
  pool: [],
  rows: [],
  registrations: [],
  records: [],
  executions: [],
};
const ADA: PoolUser = {
  sub: 'sub-1',
  email: 'Ada@example.com',
  status: 'CONFIRMED',
  enabled: true,
  createdAt: 0,
  modifiedAt: 0,
};
const ROW = { id: 'row-1', cognito_id: 'sub-1', email: 'ada@example.com' };
const record = (members: Partial<FailureRecord>) =>
  ({ failure_id: 'f', failed_step: 'UpsertUser', error: 'Odd', ...members }) as FailureRecord;

describe('verdictOf', () => {
  const verdict = (known: Partial<UserPicture>) => verdictOf({ ...NOBODY, ...known }, () => 'show f');

  it('calls well only where pool and row agree and nothing is open', () => {
    expect(verdict({ pool: [ADA], rows: [ROW] })).toEqual({
      well: true,
      says: 'Registered; pool and row agree.',
      then: [],
    });
    expect(verdict({ pool: [ADA], rows: [{ ...ROW, email: 'old@example.com' }] })).toMatchObject({
      well: false,
      then: ['resync sub-1 --reason "…"'],
    });
  });

  it('lets an open failure outweigh a row, and leads to it', () => {
    const records = [record({ status: 'open', disposition: 'parked' })];

    expect(verdict({ pool: [ADA], rows: [ROW], records })).toEqual({
      well: false,
      says: 'Not finished: parked at UpsertUser, Odd. There is a row all the same.',
      then: ['show f'],
    });
    expect(verdict({ pool: [ADA], rows: [ROW], records: [record({ status: 'resolved' })] }).well).toBe(true);
  });

  it.each([
    ['a user who has no row and no record', { pool: [ADA] }, /never announced/],
    ['a user who has not confirmed', { pool: [{ ...ADA, status: 'UNCONFIRMED' }] }, /not confirmed/],
    ['a row without a user', { rows: [ROW] }, /no user in the pool/],
    ['a row that nobody has claimed', { rows: [{ ...ROW, cognito_id: 'unlinked:1' }] }, /nobody has claimed/],
    ['an address of two users', { pool: [ADA, { ...ADA, sub: 'sub-2' }] }, /^2 users/],
    ['nobody at all', {}, /^Nobody here knows this address/],
    ['somebody of whom only traces are left', { registrations: [{}] }, /traces/],
  ])('tells of %s', (_, known: Partial<UserPicture>, says) => {
    expect(verdict(known)).toMatchObject({ well: false, says: expect.stringMatching(says) as string });
  });

  it('calls well who was removed, and leads to the removal of who is gone', () => {
    expect(verdict({ rows: [ROW], registrations: [{ operation: 'removed' }] })).toMatchObject({ well: true });
    expect(verdict({ rows: [ROW] }).then).toEqual(['reconcile --apply orphan --user sub-1 --reason "…"']);
  });

  it('says who gave a registration up, and why', () => {
    const discarded = { by: 'ada', at: '', reason: 'a bot' };

    expect(verdict({ pool: [ADA], records: [record({ status: 'discarded', discarded })] }).says).toBe(
      'Not registered: given up by ada: a bot',
    );
  });
});
