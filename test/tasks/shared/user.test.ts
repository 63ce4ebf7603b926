import fc from 'fast-check';
import { normaliseEmail, normaliseUser, user } from '../../../tasks/shared/user';
import { registered } from '../registrations';

const normalised = (data: Parameters<typeof registered>[0]) => normaliseUser(registered(data).detail.data);

describe('normaliseUser', () => {
  it('trims the e-mail and puts it in lower case', () => {
    expect(normalised({ email: ' Ada.LOVELACE@Example.COM\n' }).email).toBe('ada.lovelace@example.com');
  });

  it('writes a letter and its accent as one character, as PostgreSQL compares characters', () => {
    expect(normalised({ email: 'Ame\u0301lie@example.com' }).email).toBe('am\u00e9lie@example.com');
  });

  it('trims name and phone, and takes blank ones for none', () => {
    expect(normalised({ name: '  Ada  ', phone: ' +15551234567 ' })).toMatchObject({
      name: 'Ada',
      phone: '+15551234567',
    });
    expect(normalised({ name: '   ', phone: ' ' })).toMatchObject({ name: null, phone: null });
    expect(normalised({ name: undefined, phone: undefined })).toMatchObject({ name: null, phone: null });
  });

  it('leaves the case of a name alone', () => {
    expect(normalised({ name: 'Ada LOVELACE' }).name).toBe('Ada LOVELACE');
  });
});

describe('normaliseEmail', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (email) => {
        expect(normaliseEmail(normaliseEmail(email))).toBe(normaliseEmail(email));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('user', () => {
  it('refuses an e-mail that is not normalised, so that an edited state cannot bring one in', () => {
    const { error } = user.safeParse({ ...normalised({}), email: 'Ada@example.com' });

    expect(error?.issues).toMatchObject([{ path: ['email'], message: 'must be trimmed and in lower case' }]);
  });
});
