import type { FoundUser } from '../../../cli/resync/find-user';
import { registrationOf } from '../../../cli/resync/registration-of';
import { userRegisteredEnvelope } from '../../../tasks/shared/user-registered';

const SUB = '0b9d2f3e-7a4c-4e1b-8f5d-2c3b4a5d6e7f';
const ADA: FoundUser = {
  userPoolId: 'us-east-1_Example01',
  username: SUB,
  status: 'CONFIRMED',
  modifiedAt: new Date('2026-01-31T12:00:00.000Z'),
  attributes: { sub: SUB, email: 'ada@example.com', email_verified: 'true' },
};

describe('registrationOf', () => {
  it('is a message as the trigger would have sent it, by an operator and of the time of the last change', () => {
    const { id, detail } = userRegisteredEnvelope.parse(JSON.parse(registrationOf(ADA)));

    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(detail.metadata).toMatchObject({ origin: 'operator', occurred_at: '2026-01-31T12:00:00.000Z' });
    expect(detail.data).toEqual({
      cognito_id: SUB,
      user_pool_id: 'us-east-1_Example01',
      username: SUB,
      email: 'ada@example.com',
      email_verified: true,
      identity_provider: 'cognito',
    });
  });

  it.each([
    ['a native user who linked a provider', 'CONFIRMED', 'cognito'],
    ['a federated user', 'EXTERNAL_PROVIDER', 'Google'],
  ])('tells %s by the status', (_, status, provider) => {
    const identities = JSON.stringify([{ providerName: 'Google', userId: '1' }]);
    const linked = { ...ADA, status, attributes: { ...ADA.attributes, identities } };

    expect(userRegisteredEnvelope.parse(JSON.parse(registrationOf(linked))).detail.data).toMatchObject({
      identity_provider: provider,
    });
  });

  it('is the same for the same state of the user, and another after a change', () => {
    const later = { ...ADA, modifiedAt: new Date('2026-01-31T12:00:01.000Z') };

    expect(registrationOf(ADA)).toBe(registrationOf({ ...ADA }));
    expect(JSON.parse(registrationOf(later))).not.toMatchObject({
      id: (JSON.parse(registrationOf(ADA)) as { id: string }).id,
    });
  });

  it.each([
    ['has not confirmed', { status: 'UNCONFIRMED' }, 'has not confirmed the sign-up'],
    ['has no e-mail address', { attributes: { sub: SUB } }, 'email is missing'],
    ['has one that is none', { attributes: { sub: SUB, email: 'ada' } }, 'must be an e-mail address'],
  ])('refuses a user who %s', (_, change, why) => {
    expect(() => registrationOf({ ...ADA, ...change })).toThrow(why);
  });
});
