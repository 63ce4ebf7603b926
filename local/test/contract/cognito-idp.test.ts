import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  GetUserCommand,
  paginateListUsers,
  ListUsersCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud({
  resources: {
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UsernameAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ['email'],
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        PreventUserExistenceErrors: 'ENABLED',
      },
    },
  },
  outputs: { UserPoolId: { Ref: 'Pool' }, ClientId: { Ref: 'Client' } },
});
let cognito: CognitoIdentityProviderClient;
beforeAll(() => {
  cognito = new CognitoIdentityProviderClient(cloud.config);
});

const PASSWORD = 'Correct-horse-1';
const email = () => `${unique('user')}@example.com`;
const pool = () => ({ UserPoolId: cloud.outputs.UserPoolId });
const client = () => ({ ClientId: cloud.outputs.ClientId });

const signUp = (Username: string, Password = PASSWORD, more: { Name: string; Value: string }[] = []) =>
  cognito.send(
    new SignUpCommand({
      ...{ ...client(), Username, Password },
      UserAttributes: [{ Name: 'email', Value: Username }, ...more],
    }),
  );

async function confirmed(Username = email()) {
  const { UserSub } = await signUp(Username);
  await cognito.send(new AdminConfirmSignUpCommand({ ...pool(), Username }));
  return { Username, UserSub };
}

const signIn = (USERNAME: string, PASSWORD_: string) =>
  cognito.send(
    new InitiateAuthCommand({
      ...{ ...client(), AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: PASSWORD_ } },
    }),
  );

const get = (Username: string) => cognito.send(new AdminGetUserCommand({ ...pool(), Username }));

describe('signing up', () => {
  it('gives the user a sub, which is its user name, and waits for a confirmation', async () => {
    // Developer guide, "Customizing sign-in attributes": with e-mail as user name the name is the sub
    const Username = email();
    const answer = await signUp(Username);
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL' },
    });
    const user = await get(Username);
    expect(user).toMatchObject({ Username: answer.UserSub, UserStatus: 'UNCONFIRMED', Enabled: true });
    expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'false' });
  });

  it('happens once for an address, whatever its case', async () => {
    const Username = email();
    await signUp(Username);
    await expect(signUp(Username.toUpperCase())).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });

  it.each([
    ['is short', 'Aa1-'],
    ['has no capital', 'correct-horse-1'],
    ['has no small letter', 'CORRECT-HORSE-1'],
    ['has no digit', 'Correct-horse-x'],
    ['has no symbol', 'Correcthorse1'],
  ])('needs a better password than one that %s', async (_what, password) => {
    // Developer guide, "Passwords, password recovery, and password policies"
    await expect(signUp(email(), password)).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: expect.stringMatching(/^Password did not conform with policy: /) as string,
    });
  });

  it('needs a user name that is an address', async () => {
    await expect(signUp('ada')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('does not take an attribute that the pool does not have', async () => {
    await expect(signUp(email(), PASSWORD, [{ Name: 'custom:none', Value: 'x' }])).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('is not confirmed by a wrong code', async () => {
    const Username = email();
    await signUp(Username);
    const call = cognito.send(
      new ConfirmSignUpCommand({ ...client(), Username, ConfirmationCode: '000000' }),
    );
    await expect(call).rejects.toMatchObject({ name: 'CodeMismatchException' });
  });

  it('is confirmed by an administrator once', async () => {
    const { Username } = await confirmed();
    expect(await get(Username)).toMatchObject({ UserStatus: 'CONFIRMED' });
    const call = cognito.send(new AdminConfirmSignUpCommand({ ...pool(), Username }));
    await expect(call).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});

describe('signing in', () => {
  it('gives tokens, which tell who it is', async () => {
    // API reference, InitiateAuth
    const { Username, UserSub } = await confirmed();
    const { AuthenticationResult } = await signIn(Username, PASSWORD);
    expect(AuthenticationResult).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3600 });
    const [, payload = ''] = (AuthenticationResult?.IdToken ?? '').split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      ...{ sub: UserSub, aud: cloud.outputs.ClientId, token_use: 'id' },
    });
    const user = await cognito.send(new GetUserCommand({ AccessToken: AuthenticationResult?.AccessToken }));
    expect(user.Username).toBe(UserSub);
  });

  it('fails alike for a wrong password and a user that is not there', async () => {
    // Developer guide, "Managing user existence error responses"
    const { Username } = await confirmed();
    const refused = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(signIn(Username, 'Wrong-horse-1')).rejects.toMatchObject(refused);
    await expect(signIn(email(), PASSWORD)).rejects.toMatchObject(refused);
  });

  it('needs a confirmation first', async () => {
    const Username = email();
    await signUp(Username);
    await expect(signIn(Username, PASSWORD)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
  });
});

describe('administrators', () => {
  const create = (Username: string) =>
    cognito.send(
      new AdminCreateUserCommand({
        ...{ ...pool(), Username, MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD },
        UserAttributes: [{ Name: 'email', Value: Username }],
      }),
    );

  it('create users that must change their password', async () => {
    const Username = email();
    expect((await create(Username)).User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD' });
    expect(await signIn(Username, PASSWORD)).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
    const input = { ...pool(), Username, Password: 'Other-horse-2', Permanent: true };
    await cognito.send(new AdminSetUserPasswordCommand(input));
    expect((await signIn(Username, 'Other-horse-2')).AuthenticationResult).toBeDefined();
  });

  it('change and delete users', async () => {
    const { Username } = await confirmed();
    const UserAttributes = [{ Name: 'name', Value: 'Ada' }];
    await cognito.send(new AdminUpdateUserAttributesCommand({ ...pool(), Username, UserAttributes }));
    expect((await get(Username)).UserAttributes).toContainEqual({ Name: 'name', Value: 'Ada' });
    await cognito.send(new AdminDeleteUserCommand({ ...pool(), Username }));
    await expect(get(Username)).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });

  it('find users by a filter', async () => {
    // API reference, ListUsers, Filter
    const { Username, UserSub } = await confirmed();
    const find = async (Filter: string) =>
      (await cognito.send(new ListUsersCommand({ ...pool(), Filter }))).Users?.map((user) => user.Username);
    expect(await find(`email = "${Username}"`)).toEqual([UserSub]);
    expect(await find(`email ^= "${Username.slice(0, -4)}"`)).toEqual([UserSub]);
    expect(await find(`sub = "${UserSub}"`)).toEqual([UserSub]);
    await expect(find('email > "a"')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(find('address = "a"')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('list users page by page', async () => {
    await confirmed();
    await confirmed();
    const names = new Set<string | undefined>();
    let most = 0;
    for await (const { Users = [] } of paginateListUsers({ client: cognito, pageSize: 1 }, pool())) {
      most = Math.max(most, Users.length);
      for (const { Username } of Users) names.add(Username);
    }
    expect(most).toBe(1);
    expect(names.size).toBeGreaterThanOrEqual(2);
  });

  it('know that a pool is not there', async () => {
    const call = cognito.send(new DescribeUserPoolCommand({ UserPoolId: `${cloud.region}_NoSuchPoo` }));
    await expect(call).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `User pool ${cloud.region}_NoSuchPoo does not exist.`,
    });
  });
});
