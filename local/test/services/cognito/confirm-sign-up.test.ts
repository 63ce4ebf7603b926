import { cognitoCloud } from './cognito-cloud';

const HOUR = 3_600_000;

// Cognito API reference, "ConfirmSignUp" and "AdminConfirmSignUp".
describe('ConfirmSignUp', () => {
  const confirm = (
    cloud: Awaited<ReturnType<typeof cognitoCloud>>,
    ConfirmationCode: string,
    more: object = {},
  ) =>
    cloud.idp('ConfirmSignUp', {
      ClientId: cloud.ClientId,
      Username: 'ada@example.com',
      ConfirmationCode,
      ...more,
    });

  it('confirms by the code that was sent, which verifies the address, and fires the trigger', async () => {
    const cloud = await cognitoCloud();
    const { UserSub } = await cloud.signUp();
    await confirm(cloud, cloud.code(), { ClientMetadata: { from: 'test' } });
    expect(await cloud.status(UserSub)).toBe('CONFIRMED');
    // Guide, "Post confirmation Lambda trigger" and "Common Lambda trigger parameters".
    expect(cloud.events).toEqual([
      {
        version: '1',
        region: 'us-east-1',
        userPoolId: cloud.UserPoolId,
        userName: UserSub,
        callerContext: { awsSdkVersion: expect.any(String) as unknown, clientId: cloud.ClientId },
        triggerSource: 'PostConfirmation_ConfirmSignUp',
        request: {
          userAttributes: {
            ...{ sub: UserSub, email: 'ada@example.com', email_verified: 'true' },
            'cognito:user_status': 'CONFIRMED',
          },
          clientMetadata: { from: 'test' },
        },
        response: {},
      },
    ]);
  });

  it('refuses a wrong code and an old one', async () => {
    const cloud = await cognitoCloud();
    await cloud.signUp();
    const first = cloud.code();
    const wrong = first === '000000' ? '000001' : '000000';
    await expect(confirm(cloud, wrong)).rejects.toMatchObject({ code: 'CodeMismatchException' });
    cloud.clock.advance(24 * HOUR + 1);
    await expect(confirm(cloud, cloud.code())).rejects.toMatchObject({ code: 'ExpiredCodeException' });
  });

  it('asks to wait after five wrong codes', async () => {
    const cloud = await cognitoCloud();
    await cloud.signUp();
    const wrong = cloud.code() === '000000' ? '000001' : '000000';
    for (let attempt = 0; attempt < 5; attempt++)
      await expect(confirm(cloud, wrong)).rejects.toMatchObject({ code: 'CodeMismatchException' });
    await expect(confirm(cloud, cloud.code())).rejects.toMatchObject({ code: 'LimitExceededException' });
  });

  it('refuses a user who is confirmed', async () => {
    const cloud = await cognitoCloud();
    await cloud.signUp();
    const code = cloud.code();
    await confirm(cloud, code);
    await expect(confirm(cloud, code)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
    expect(cloud.events).toHaveLength(1);
  });

  // Guide, "Managing user existence error responses".
  it('tells of a user who does not exist only where the client may know', async () => {
    const open = await cognitoCloud();
    await expect(confirm(open, '123456')).rejects.toMatchObject({ code: 'UserNotFoundException' });
    const closed = await cognitoCloud({ client: { PreventUserExistenceErrors: 'ENABLED' } });
    await expect(confirm(closed, '123456')).rejects.toMatchObject({ code: 'ExpiredCodeException' });
  });

  it('gives a verified alias to one user', async () => {
    const pool = { UsernameAttributes: undefined, AliasAttributes: ['email'] };
    const cloud = await cognitoCloud({ pool });
    const UserAttributes = [{ Name: 'email', Value: 'ada@example.com' }];
    for (const username of ['one', 'two']) {
      await cloud.signUp(username, { UserAttributes });
      const outcome = confirm(cloud, cloud.code(), { Username: username });
      if (username === 'one') await outcome;
      else await expect(outcome).rejects.toMatchObject({ code: 'AliasExistsException' });
    }
    await confirm(cloud, cloud.code(), { Username: 'two', ForceAliasCreation: true });
    expect(await cloud.admin('AdminGetUser', 'ada@example.com')).toMatchObject({ Username: 'two' });
  });
});

describe('AdminConfirmSignUp', () => {
  it('confirms without verifying the address, and fires the trigger', async () => {
    const { signUp, admin, events, attributes } = await cognitoCloud();
    await signUp();
    await admin('AdminConfirmSignUp', 'ada@example.com');
    expect(events).toMatchObject([
      {
        triggerSource: 'PostConfirmation_ConfirmSignUp',
        callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
        request: { userAttributes: { email_verified: 'false' } },
      },
    ]);
    expect(await attributes('ada@example.com')).toMatchObject({ email_verified: 'false' });
  });
});
