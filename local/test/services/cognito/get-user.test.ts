import { cognitoCloud, password } from './cognito-cloud';

it('takes an access token for an hour', async () => {
  const { admin, clock, idp, signUp, ClientId } = await cognitoCloud();
  const { UserSub } = await signUp();
  await admin('AdminConfirmSignUp', 'ada@example.com');
  const AuthParameters = { USERNAME: 'ada@example.com', PASSWORD: password };
  const { AuthenticationResult } = await idp<{ AuthenticationResult: { AccessToken: string } }>(
    'InitiateAuth',
    { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters },
  );
  const { AccessToken } = AuthenticationResult;
  clock.advance(3_599_000);
  expect(await idp('GetUser', { AccessToken })).toMatchObject({ Username: UserSub });
  clock.advance(2000);
  await expect(idp('GetUser', { AccessToken })).rejects.toThrow('Access Token has expired');
});
