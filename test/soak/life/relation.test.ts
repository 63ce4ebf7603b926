import { compare } from './relation';

const ADA = {
  ...{ username: 'ada', sub: 'ada-sub', status: 'CONFIRMED', enabled: true },
  attributes: { email: 'Ada@life.example', email_verified: 'true', name: 'Ada' },
};
const ROW = {
  id: '1',
  cognito_id: 'ada-sub',
  email: 'ada@life.example',
  email_verified: true,
  name: 'Ada',
  phone: null,
};
const GONE = { ...ROW, cognito_id: 'gone-sub', email: 'released+1@example.invalid', name: null };
const BEA = { ...ADA, username: 'bea', sub: 'bea-sub' };

describe('compare', () => {
  it('finds nothing wrong where the row says what Cognito says, and who is gone has left nothing', () => {
    const findings = compare([ADA], [ROW, GONE]);

    expect(findings.map(({ relation, problems }) => [relation, problems])).toEqual([
      ['in_sync', []],
      ['removed', []],
    ]);
  });

  it('lets one of two who claim an address have it, and not none', () => {
    expect(compare([ADA, BEA], [ROW]).map(({ relation }) => relation)).toEqual(['in_sync', 'conflict']);
    expect(compare([ADA, BEA], []).flatMap(({ problems }) => problems)).toHaveLength(2);
  });

  it.each([
    ['no row', [ADA], []],
    ['another address', [ADA], [{ ...ROW, email: 'old@life.example' }]],
    ['a name that was cleared', [{ ...ADA, attributes: { ...ADA.attributes, name: undefined } }], [ROW]],
    ['a row of somebody who has not confirmed', [{ ...ADA, status: 'UNCONFIRMED' }], [ROW]],
    ['the name of somebody who is gone', [], [{ ...GONE, name: 'Ada' }]],
    ['the address of somebody who is gone', [], [{ ...GONE, email: 'ada@life.example' }]],
  ])('finds %s', (_, members, rows) => {
    expect(compare(members, rows).flatMap(({ problems }) => problems)).not.toEqual([]);
  });
});
