import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  GetUserCommand,
  paginateListUsers,
  ListUsersCommand,
  SignUpCommand,
  type AttributeType,
  type AuthFlowType,
} from '@aws-sdk/client-cognito-identity-provider';
import { contractCloud, localOnly, unique } from './contract-cloud';

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
    Open: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        PreventUserExistenceErrors: 'LEGACY',
      },
    },
    Srp: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
  },
  outputs: {
    UserPoolId: { Ref: 'Pool' },
    ClientId: { Ref: 'Client' },
    OpenClientId: { Ref: 'Open' },
    SrpClientId: { Ref: 'Srp' },
  },
});
let cognito: CognitoIdentityProviderClient;
beforeAll(() => {
  cognito = new CognitoIdentityProviderClient(cloud.config);
});

const PASSWORD = 'Correct-horse-1';
const email = () => `${unique('user')}@example.com`;
const pool = () => ({ UserPoolId: cloud.outputs.UserPoolId });
const attributes = (given: Record<string, string>): AttributeType[] =>
  Object.entries(given).map(([Name, Value]) => ({ Name, Value }));
const client = () => ({ ClientId: cloud.outputs.ClientId });

const signUp = (Username: string) =>
  cognito.send(new SignUpCommand({ ...client(), Username, Password: PASSWORD }));

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
    for (const AccessToken of [AuthenticationResult?.IdToken, `${AuthenticationResult?.AccessToken}x`])
      await expect(cognito.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: 'Invalid Access Token',
      });
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
    await expect(signIn(Username, PASSWORD)).rejects.toMatchObject({
      ...{ name: 'UserNotConfirmedException', message: 'User is not confirmed.' },
    });
  });

  it('is refused to a disabled user', async () => {
    const { Username } = await confirmed();
    await cognito.send(new AdminDisableUserCommand({ ...pool(), Username }));
    expect(await get(Username)).toMatchObject({ Enabled: false });
    await expect(signIn(Username, PASSWORD)).rejects.toThrow('User is disabled.');
    await cognito.send(new AdminEnableUserCommand({ ...pool(), Username }));
    await expect(signIn(Username, PASSWORD)).resolves.toBeDefined();
  });

  it('tells that nobody is there where the client may know, and needs a flow that it allows', async () => {
    const open = { ClientId: cloud.outputs.OpenClientId };
    const AuthParameters = { USERNAME: email(), PASSWORD };
    const call = (ClientId: string | undefined) =>
      cognito.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }));
    await expect(call(open.ClientId)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await expect(call(cloud.outputs.SrpClientId)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'USER_PASSWORD_AUTH flow not enabled for this client',
    });
  });

  it('knows its flows', async () => {
    // API reference, InitiateAuth
    const call = cognito.send(new InitiateAuthCommand({ ...client(), AuthFlow: 'ANY' as AuthFlowType }));
    await expect(call).rejects.toThrow("Value 'ANY' at 'authFlow' failed to satisfy constraint");
  });

  localOnly('it is refused by name', 'goes by no other flow', async () => {
    const call = cognito.send(
      new InitiateAuthCommand({ ...client(), AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: {} }),
    );
    await expect(call).rejects.toMatchObject({ name: 'UnsupportedByLocalCloud' });
  });
});

describe('administrators', () => {
  const create = (Username: string, given: Record<string, string> = {}, more: object = {}) =>
    cognito.send(
      new AdminCreateUserCommand({
        ...{ ...pool(), Username, MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD },
        ...{ UserAttributes: attributes(given), ...more },
      }),
    );
  const update = (Username: string, given: Record<string, string>) =>
    cognito.send(
      new AdminUpdateUserAttributesCommand({ ...pool(), Username, UserAttributes: attributes(given) }),
    );

  it('create users that must change their password', async () => {
    const Username = email();
    const { User } = await create(Username);
    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    // Where an administrator says nothing of it, Cognito does not either.
    expect(User?.Attributes?.map(({ Name }) => Name)).not.toContain('email_verified');
    expect(User?.UserLastModifiedDate).toEqual(User?.UserCreateDate);
    expect(await signIn(Username, PASSWORD)).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
    const setPassword = { ...pool(), Username, Password: 'Other-horse-2' };
    await cognito.send(new AdminSetUserPasswordCommand({ ...setPassword, Permanent: true }));
    expect(await get(Username)).toMatchObject({ UserStatus: 'CONFIRMED' });
    expect((await signIn(Username, 'Other-horse-2')).AuthenticationResult).toBeDefined();
    await cognito.send(new AdminSetUserPasswordCommand(setPassword));
    expect(await get(Username)).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD' });
  });

  it.each([
    ['a verified phone number', { phone_number_verified: 'true' }, {}],
    ['a text message', {}, { DesiredDeliveryMediums: ['SMS'] }],
  ])('do not create a user with %s and no phone number', async (_what, given, more) => {
    // API reference, AdminCreateUser, UserAttributes
    await expect(create(email(), given, more)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('invite again only who is there', async () => {
    // API reference, AdminCreateUser, MessageAction
    await expect(create(email(), {}, { MessageAction: 'RESEND' })).rejects.toMatchObject({
      ...{ name: 'UserNotFoundException', message: 'User does not exist.' },
    });
  });

  it('change attributes; a new address is unverified unless they say otherwise', async () => {
    const [first, second, third] = [email(), email(), email()];
    await create(first, { email_verified: 'true', name: 'Ada' });
    const has = async (Username: string): Promise<object> =>
      Object.fromEntries(
        ((await get(Username)).UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]),
      ) as object;
    await update(first, { email: second, name: '' });
    expect(await has(second)).toMatchObject({ email: second, email_verified: 'false' });
    expect(await has(second)).not.toHaveProperty('name');
    await expect(get(first)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await update(second, { email: third, email_verified: 'true' });
    expect(await has(third)).toMatchObject({ email_verified: 'true' });
    await expect(update(third, { sub: 'x' })).rejects.toThrow('user.sub: Attribute cannot be updated.');
    await create(first);
    await expect(update(first, { email: third.toUpperCase() })).rejects.toMatchObject({
      name: 'AliasExistsException',
    });
  });

  it('delete users, whose address is free again', async () => {
    const { Username, UserSub } = await confirmed();
    await cognito.send(new AdminDeleteUserCommand({ ...pool(), Username }));
    for (const name of [Username, UserSub ?? ''])
      await expect(get(name)).rejects.toMatchObject({
        ...{ name: 'UserNotFoundException', message: 'User does not exist.' },
      });
    expect((await confirmed(Username)).UserSub).not.toBe(UserSub);
  });

  it('find users by a filter', async () => {
    // API reference, ListUsers, Filter
    const { Username, UserSub } = await confirmed();
    await update(Username, { name: Username });
    const find = async (Filter: string) =>
      (await cognito.send(new ListUsersCommand({ ...pool(), Filter }))).Users?.map((user) => user.Username);
    for (const filter of [
      ...[`email = "${Username}"`, `email ^= "${Username.slice(0, -4)}"`, `sub = "${UserSub}"`],
      ...[`name = "${Username}"`, `name ^= "${Username.slice(0, -4)}"`],
    ])
      expect(await find(filter)).toEqual([UserSub]);
    expect(await find('cognito:user_status = "CONFIRMED"')).toContain(UserSub);
    expect(await find('status = "Enabled"')).toContain(UserSub);
    expect(await find('status = "Disabled"')).not.toContain(UserSub);
    for (const filter of ['email > "a"', 'name = ada', 'address = "a"', 'gender = "x"'])
      await expect(find(filter)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('list users page by page, in the order of their making, 60 on a page at most', async () => {
    const made = [(await confirmed()).UserSub, (await confirmed()).UserSub];
    const names: (string | undefined)[] = [];
    let most = 0;
    for await (const { Users = [] } of paginateListUsers({ client: cognito, pageSize: 1 }, pool())) {
      most = Math.max(most, Users.length);
      for (const { Username } of Users) names.push(Username);
    }
    expect(most).toBe(1);
    expect(names.slice(-2)).toEqual(made);
    await expect(cognito.send(new ListUsersCommand({ ...pool(), Limit: 61 }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    });
  });

  it('list only the attributes that they ask for, which every user must have', async () => {
    // API reference, ListUsers, AttributesToGet
    const { Username } = await confirmed();
    const list = (...AttributesToGet: string[]) =>
      cognito.send(new ListUsersCommand({ ...pool(), AttributesToGet, Filter: `email = "${Username}"` }));
    expect((await list('email')).Users?.[0]?.Attributes).toEqual(attributes({ email: Username }));
    await expect(list('email', 'name')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'One or more requested attributes do not exist.',
    });
  });

  it('know that a pool is not there', async () => {
    const call = cognito.send(new DescribeUserPoolCommand({ UserPoolId: `${cloud.region}_NoSuchPoo` }));
    await expect(call).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `User pool ${cloud.region}_NoSuchPoo does not exist.`,
    });
  });
});
