import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../../src/kernel/store';
import { cognitoCloud, Failure } from './cognito-cloud';

// Guide, "Post confirmation Lambda trigger": it runs at the first sign-in through a provider.
describe('a sign-in through an identity provider', () => {
  const google = {
    provider: 'Google',
    subject: '123',
    attributes: { email: 'ada@example.com', name: 'Ada' },
  };

  it('makes a user the first time and fires the trigger, and only then', async () => {
    const { service, events, UserPoolId, admin } = await cognitoCloud();
    const first = await service.signInFederated({ userPoolId: UserPoolId, ...google });
    expect(first).toMatchObject({ username: 'Google_123', firstSignIn: true });
    expect(await service.signInFederated({ userPoolId: UserPoolId, ...google })).toEqual({
      ...first,
      firstSignIn: false,
    });
    const { UserAttributes, ...user } = await admin('AdminGetUser', 'Google_123');
    expect(user).toEqual({
      ...{ Username: 'Google_123', UserStatus: 'EXTERNAL_PROVIDER', Enabled: true },
      ...{ UserCreateDate: expect.any(Date) as unknown, UserLastModifiedDate: expect.any(Date) as unknown },
    });
    expect(UserAttributes).toContainEqual({
      Name: 'identities',
      Value: expect.stringContaining('"providerName":"Google"') as unknown,
    });
    expect(events).toHaveLength(1);
    const { triggerSource, userName, request } = events[0]!;
    expect([triggerSource, userName]).toEqual(['PostConfirmation_ConfirmSignUp', 'Google_123']);
    expect(request.userAttributes).toMatchObject({
      'cognito:user_status': 'EXTERNAL_PROVIDER',
      sub: first.sub,
    });
    expect(request.userAttributes).not.toHaveProperty('email_verified');
    expect(JSON.parse(request.userAttributes['identities'] ?? '')).toMatchObject([
      { userId: '123', providerName: 'Google', providerType: 'Google' },
    ]);
  });

  // API reference, AdminGetUser, Username: "the sub of a local user or the username of a user from a third-party IdP".
  it('is not found by the sub', async () => {
    const { service, UserPoolId, admin } = await cognitoCloud();
    const { sub } = await service.signInFederated({ userPoolId: UserPoolId, ...google });
    await expect(admin('AdminGetUser', sub)).rejects.toMatchObject({ code: 'UserNotFoundException' });
  });

  it('does not take the address of a native user', async () => {
    const { service, UserPoolId, signUp, admin } = await cognitoCloud();
    const { UserSub } = await signUp();
    await service.signInFederated({ userPoolId: UserPoolId, ...google });
    expect(await admin('AdminGetUser', 'ada@example.com')).toMatchObject({ Username: UserSub });
  });

  it('fails with its trigger, and the user stays', async () => {
    const { service, UserPoolId, status } = await cognitoCloud({ trigger: () => new Failure('no') });
    const signIn = service.signInFederated({ userPoolId: UserPoolId, ...google });
    await expect(signIn).rejects.toMatchObject({ code: 'UserLambdaValidationException' });
    expect(await status('Google_123')).toBe('EXTERNAL_PROVIDER');
  });

  it('says what is missing', async () => {
    const { service, UserPoolId } = await cognitoCloud();
    const incomplete = service.signInFederated({ userPoolId: UserPoolId, ...google, subject: '' });
    await expect(incomplete).rejects.toThrow('subject is missing');
  });
});

describe('the template’s types', () => {
  it('give a pool and a client the same ids at each start', async () => {
    const [one, other] = [await cognitoCloud(), await cognitoCloud()];
    expect(one.UserPoolId).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
    expect(one.ClientId).toMatch(/^[a-z0-9]{26}$/);
    expect([one.UserPoolId, one.ClientId]).toEqual([other.UserPoolId, other.ClientId]);
  });

  it('refuse every trigger but PostConfirmation, and obligatory MFA, by name', async () => {
    await expect(cognitoCloud({ pool: { LambdaConfig: { PreSignUp: 'arn' } } })).rejects.toThrow(
      'LambdaConfig.PreSignUp',
    );
    await expect(cognitoCloud({ pool: { MfaConfiguration: 'ON' } })).rejects.toThrow('MfaConfiguration ON');
  });
});

describe('with a data directory', () => {
  it('users and their codes outlive a restart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'cognito-'));
    const before = await cognitoCloud({ store: createStore(directory) });
    await before.signUp();
    const after = await cognitoCloud({ store: createStore(directory) });
    const user = { ClientId: after.ClientId, Username: 'ada@example.com' };
    await after.idp('ConfirmSignUp', { ...user, ConfirmationCode: before.code() });
    expect(await after.status('ADA@example.com')).toBe('CONFIRMED');
  });
});
