import { userRegisteredEnvelope } from '../../../tasks/shared/user-registered';
import { userRegisteredFromCognito } from '../../../tasks/shared/user-registered-from-cognito';
import { ENVELOPE_ID, POOL, registered, SUB, trigger } from '../registrations';

const NOW = new Date('2026-01-31T12:00:00.123Z');
const google = (changes: object = {}) =>
  JSON.stringify([
    {
      userId: '108',
      providerName: 'Google',
      providerType: 'Google',
      issuer: null,
      primary: true,
      dateCreated: '1769860800000',
      ...changes,
    },
  ]);

const dataOf = (attributes: Record<string, string | undefined>) =>
  userRegisteredFromCognito(trigger(attributes), NOW).data;

describe('userRegisteredFromCognito', () => {
  it('tells of a native user', () => {
    const { metadata, data } = userRegisteredFromCognito(trigger(), NOW);

    expect(data).toEqual({
      cognito_id: SUB,
      user_pool_id: POOL,
      username: SUB,
      email: 'Ada@Example.com',
      email_verified: true,
      name: 'Ada Lovelace',
      phone: '+15551234567',
      identity_provider: 'cognito',
    });
    expect(metadata).toEqual({
      event_id: metadata.event_id,
      schema_version: '1',
      occurred_at: '2026-01-31T12:00:00.123Z',
      correlation_id: metadata.event_id,
      origin: 'sign-up',
    });
  });

  it('makes events that ValidateUser accepts', () => {
    const detail = userRegisteredFromCognito(trigger(), NOW);

    expect(userRegisteredEnvelope.safeParse({ ...registered(), id: ENVELOPE_ID, detail }).success).toBe(true);
  });

  it('gives a trigger that Cognito repeats the same event id and its own time', () => {
    const first = userRegisteredFromCognito(trigger(), NOW).metadata;
    const second = userRegisteredFromCognito(trigger(), new Date('2026-01-31T12:00:05Z')).metadata;

    expect(second.event_id).toBe(first.event_id);
    expect(second.occurred_at).not.toBe(first.occurred_at);
  });

  it.each([
    ['true', true],
    ['false', false],
    ['TRUE', false],
    ['1', false],
    ['', false],
    [undefined, false],
    [true as unknown as string, true],
    [false as unknown as string, false],
  ])('takes email_verified %j for %j', (email_verified, expected) => {
    expect(dataOf({ email_verified }).email_verified).toBe(expected);
  });

  it.each([
    [{ name: 'Ada', given_name: 'Augusta', family_name: 'King' }, 'Ada'],
    [{ name: undefined, given_name: 'Augusta', family_name: 'King' }, 'Augusta King'],
    [{ name: '  ', given_name: 'Augusta' }, 'Augusta'],
    [{ name: undefined, family_name: ' King ' }, 'King'],
    [{ name: undefined, given_name: ' ' }, undefined],
    [{ name: undefined }, undefined],
  ])('finds the name in %j', (attributes, expected) => {
    const data = dataOf(attributes);

    expect(data.name).toBe(expected);
    expect('name' in data).toBe(expected !== undefined);
  });

  it('leaves out a phone number that is not there', () => {
    expect('phone' in dataOf({ phone_number: undefined })).toBe(false);
    expect('phone' in dataOf({ phone_number: '' })).toBe(false);
  });

  it('tells of a user without an e-mail all the same', () => {
    const data = dataOf({ email: undefined, email_verified: undefined });

    expect('email' in data).toBe(false);
    expect(data.cognito_id).toBe(SUB);
  });

  it('names the provider of a federated user', () => {
    const event = trigger(
      { identities: google(), email_verified: undefined, 'cognito:user_status': 'EXTERNAL_PROVIDER' },
      { userName: 'Google_108' },
    );

    expect(userRegisteredFromCognito(event, NOW).data).toMatchObject({
      cognito_id: SUB,
      username: 'Google_108',
      identity_provider: 'Google',
      email_verified: false,
    });
  });

  it.each([
    ['is not JSON', { identities: 'Google' }],
    ['is empty', { identities: '[]' }],
    ['is not a list', { identities: '{"providerName":"Google"}' }],
    ['is null', { identities: 'null' }],
    ['holds no name', { identities: google({ providerName: undefined }) }],
    ['holds a name that is no text', { identities: google({ providerName: 7 }) }],
    ['holds an empty name', { identities: google({ providerName: '' }) }],
    ['holds the name of native users', { identities: google({ providerName: 'cognito' }) }],
    ['is missing', {}],
  ])('never takes a federated user for a native one: identities %s', (_, attributes) => {
    const federated = { 'cognito:user_status': 'EXTERNAL_PROVIDER', ...attributes };

    expect(dataOf(federated).identity_provider).toBe('unknown');
  });

  it('takes a native user who linked a provider for a native one', () => {
    expect(dataOf({ identities: google() }).identity_provider).toBe('cognito');
  });

  it('takes a user with identities for a federated one where the status is not told', () => {
    const untold = { 'cognito:user_status': undefined };

    expect(dataOf({ ...untold, identities: google() }).identity_provider).toBe('Google');
    expect(dataOf(untold).identity_provider).toBe('cognito');
  });
});
