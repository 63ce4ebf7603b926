import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { cognitoCloud, password } from './cognito-cloud';

interface Signed {
  readonly AuthenticationResult: {
    readonly AccessToken: string;
    readonly IdToken: string;
    readonly RefreshToken: string;
    readonly ExpiresIn: number;
  };
}

async function userWithPassword(options = {}) {
  const cloud = await cognitoCloud(options);
  const { UserSub } = await cloud.signUp();
  const signIn = (PASSWORD = password, USERNAME = 'ada@example.com', AuthFlow = 'USER_PASSWORD_AUTH') =>
    cloud.idp<Signed>('InitiateAuth', {
      ClientId: cloud.ClientId,
      AuthFlow,
      AuthParameters: { USERNAME, PASSWORD },
    });
  const confirm = () => cloud.admin('AdminConfirmSignUp', 'ada@example.com');
  return { ...cloud, UserSub, signIn, confirm };
}

const claims = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

// Cognito API reference, "InitiateAuth"; guide, "Understanding user pool JSON web tokens (JWTs)".
describe('signing in by password', () => {
  it('gives tokens that the pool’s key signed', async () => {
    const { signIn, confirm, service, UserPoolId, ClientId, UserSub } = await userWithPassword();
    await confirm();
    const { AuthenticationResult: tokens } = await signIn();
    const iss = `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`;
    const own = { sub: UserSub, iss };
    expect(claims(tokens.AccessToken)).toMatchObject({ ...own, token_use: 'access', client_id: ClientId });
    expect(claims(tokens.IdToken)).toMatchObject({
      ...own,
      token_use: 'id',
      aud: ClientId,
      email_verified: false,
    });
    expect(tokens.ExpiresIn).toBe(3600);
    const route = service.local?.find(({ path }) => path.endsWith('jwks.json'));
    const { keys } = (await route?.handle({
      ...{ labels: { UserPoolId }, query: new URLSearchParams(), body: undefined },
    })) as { keys: JsonWebKey[] };
    const [head, body, signature = ''] = tokens.IdToken.split('.');
    const key = createPublicKey({ key: keys[0] as JsonWebKey, format: 'jwk' });
    const data = Buffer.from(`${head}.${body}`);
    expect(verify('RSA-SHA256', data, key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('is refused before the user is confirmed', async () => {
    const { signIn } = await userWithPassword();
    await expect(signIn()).rejects.toMatchObject({
      code: 'UserNotConfirmedException',
      message: 'User is not confirmed.',
    });
  });

  it('is refused with a wrong password, in the words for an unknown user where the client may not know', async () => {
    const { signIn, confirm } = await userWithPassword({ client: { PreventUserExistenceErrors: 'ENABLED' } });
    await confirm();
    const refused = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(signIn('Wrong-Horse-7')).rejects.toMatchObject(refused);
    await expect(signIn(password, 'bob@example.com')).rejects.toMatchObject(refused);
    const open = await userWithPassword();
    await expect(open.signIn(password, 'bob@example.com')).rejects.toMatchObject({
      code: 'UserNotFoundException',
    });
  });

  it('is refused to a disabled user', async () => {
    const { signIn, confirm, admin } = await userWithPassword();
    await confirm();
    await admin('AdminDisableUser', 'ada@example.com');
    await expect(signIn()).rejects.toThrow('User is disabled.');
    await admin('AdminEnableUser', 'ada@example.com');
    await expect(signIn()).resolves.toBeDefined();
  });

  it('is refused when the client does not allow the flow, or it is not served', async () => {
    const { signIn } = await userWithPassword({
      client: { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] },
    });
    await expect(signIn()).rejects.toThrow('USER_PASSWORD_AUTH flow not enabled for this client');
    const { signIn: other } = await userWithPassword();
    await expect(other(password, 'x', 'USER_SRP_AUTH')).rejects.toThrow('USER_SRP_AUTH');
  });

  it('goes on with a refresh token, until it expires', async () => {
    const { signIn, confirm, idp, ClientId, clock } = await userWithPassword();
    await confirm();
    const { RefreshToken } = (await signIn()).AuthenticationResult;
    const refresh = (REFRESH_TOKEN: string) =>
      idp<Signed>('InitiateAuth', {
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN },
      });
    expect((await refresh(RefreshToken)).AuthenticationResult.AccessToken).toBeDefined();
    await expect(refresh('x.y.z')).rejects.toThrow('Invalid Refresh Token');
    clock.advance(31 * 86_400_000);
    await expect(refresh(RefreshToken)).rejects.toThrow('Refresh Token has expired');
  });
});

describe('GetUser', () => {
  it('takes an access token, and no other', async () => {
    const { signIn, confirm, idp, UserSub, clock } = await userWithPassword();
    await confirm();
    const { AccessToken, IdToken } = (await signIn()).AuthenticationResult;
    expect(await idp('GetUser', { AccessToken })).toMatchObject({ Username: UserSub });
    await expect(idp('GetUser', { AccessToken: IdToken })).rejects.toThrow('Invalid Access Token');
    await expect(idp('GetUser', { AccessToken: `${AccessToken}x` })).rejects.toThrow('Invalid Access Token');
    clock.advance(3_601_000);
    await expect(idp('GetUser', { AccessToken })).rejects.toThrow('Access Token has expired');
  });
});

// Guide, "Creating user accounts as administrator".
describe('a temporary password', () => {
  it('must be changed at the first sign-in, which fires no trigger', async () => {
    const { admin, idp, ClientId, UserPoolId, events, status } = await cognitoCloud();
    await admin('AdminCreateUser', 'ada@example.com', { TemporaryPassword: password });
    const AuthParameters = { USERNAME: 'ada@example.com', PASSWORD: password };
    const challenge = await idp<{ Session: string }>('AdminInitiateAuth', {
      ...{ UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters },
    });
    expect(challenge).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
    const ChallengeResponses = { USERNAME: 'ada@example.com', NEW_PASSWORD: 'Another-Horse-8' };
    const response = { ClientId, ChallengeName: 'NEW_PASSWORD_REQUIRED', ChallengeResponses };
    await expect(idp('RespondToAuthChallenge', { ...response, Session: 'x' })).rejects.toThrow(
      'Invalid session',
    );
    const answer = await idp('RespondToAuthChallenge', { ...response, Session: challenge.Session });
    expect(answer).toHaveProperty('AuthenticationResult');
    expect(await status('ada@example.com')).toBe('CONFIRMED');
    expect(events).toEqual([]);
  });
});
