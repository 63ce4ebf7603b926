import { cognitoCloud } from './cognito-cloud';

const Password = 'Another-Horse-8';

async function confirmedUser(options = {}) {
  const cloud = await cognitoCloud(options);
  await cloud.signUp();
  const user = { ClientId: cloud.ClientId, Username: 'ada@example.com' };
  await cloud.idp('ConfirmSignUp', { ...user, ConfirmationCode: cloud.code() });
  cloud.events.length = 0;
  return { ...cloud, user };
}

// Cognito API reference, "ForgotPassword" and "ConfirmForgotPassword".
describe('a forgotten password', () => {
  it('is set anew by the code that was sent, and fires the trigger under its own name', async () => {
    const { idp, user, code, events } = await confirmedUser();
    expect(await idp('ForgotPassword', user)).toMatchObject({
      CodeDeliveryDetails: { Destination: 'a***@e***' },
    });
    await idp('ConfirmForgotPassword', { ...user, Password, ConfirmationCode: code() });
    expect(events).toMatchObject([{ triggerSource: 'PostConfirmation_ConfirmForgotPassword' }]);
    const AuthParameters = { USERNAME: user.Username, PASSWORD: Password };
    const signedIn = idp('InitiateAuth', { ...user, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
    expect(await signedIn).toHaveProperty('AuthenticationResult');
  });

  it('is not set by a wrong or an old code, or against the policy', async () => {
    const { idp, user, code, clock } = await confirmedUser();
    await idp('ForgotPassword', user);
    const wrong = code() === '000000' ? '000001' : '000000';
    const reset = (more: object) =>
      idp('ConfirmForgotPassword', { ...user, Password, ConfirmationCode: code(), ...more });
    await expect(reset({ ConfirmationCode: wrong })).rejects.toMatchObject({ code: 'CodeMismatchException' });
    await expect(reset({ Password: 'weak' })).rejects.toMatchObject({ code: 'InvalidPasswordException' });
    clock.advance(3_600_001);
    await expect(reset({})).rejects.toMatchObject({ code: 'ExpiredCodeException' });
  });

  it('cannot be recovered without a verified address', async () => {
    const { signUp, admin, idp, ClientId } = await cognitoCloud();
    await signUp();
    await admin('AdminConfirmSignUp', 'ada@example.com');
    await expect(idp('ForgotPassword', { ClientId, Username: 'ada@example.com' })).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringContaining('no registered/verified email') as unknown,
    });
  });

  it('cannot be recovered while it is temporary', async () => {
    const { admin, idp, ClientId } = await cognitoCloud();
    await admin('AdminCreateUser', 'ada@example.com');
    await expect(idp('ForgotPassword', { ClientId, Username: 'ada@example.com' })).rejects.toThrow(
      'User password cannot be reset in the current state.',
    );
  });

  it('of nobody looks like that of somebody where the client may not know', async () => {
    const { idp, ClientId, service } = await confirmedUser({
      client: { PreventUserExistenceErrors: 'ENABLED' },
    });
    const before = service.mailbox().length;
    const user = { ClientId, Username: 'bob@example.com' };
    expect(await idp('ForgotPassword', user)).toMatchObject({
      CodeDeliveryDetails: { Destination: 'b***@e***' },
    });
    expect(service.mailbox()).toHaveLength(before);
    const reset = idp('ConfirmForgotPassword', { ...user, Password, ConfirmationCode: '123456' });
    await expect(reset).rejects.toMatchObject({ code: 'CodeMismatchException' });
  });
});
