import { createHmac } from 'node:crypto';
import {
  AdminConfirmSignUpCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  SignUpCommand,
  type AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { contractCloud, unique } from './contract-cloud';

const byEmail = { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] };
const pools = {
  Email: { ...byEmail, UsernameConfiguration: { CaseSensitive: false } },
  CaseSensitive: byEmail,
  Named: { UsernameConfiguration: { CaseSensitive: false } },
  Invited: { ...byEmail, AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
  Schema: {
    ...byEmail,
    Schema: [
      { Name: 'name', Required: true, Mutable: true },
      { Name: 'plan', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '4' } },
    ],
  },
};
const resources = Object.entries(pools).flatMap(([name, Properties]) => [
  [`${name}Pool`, { Type: 'AWS::Cognito::UserPool', Properties }] as const,
  [
    `${name}Client`,
    { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: `${name}Pool` } } },
  ] as const,
]);
const cloud = contractCloud({
  resources: {
    ...(Object.fromEntries(resources) as Record<string, { Type: string; Properties: object }>),
    Secret: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'EmailPool' }, GenerateSecret: true },
    },
  },
  outputs: {
    ...Object.fromEntries(resources.map(([name]) => [name, { Ref: name }])),
    SecretClient: { Ref: 'Secret' },
    ClientSecret: { 'Fn::GetAtt': ['Secret', 'ClientSecret'] },
  },
});
let cognito: CognitoIdentityProviderClient;
beforeAll(() => {
  cognito = new CognitoIdentityProviderClient(cloud.config);
});

const email = () => `${unique('user')}@example.com`;
const attributes = (given: Record<string, string>): AttributeType[] =>
  Object.entries(given).map(([Name, Value]) => ({ Name, Value }));
const signUp = (Username: string, more: object = {}, pool: keyof typeof pools = 'Email') =>
  cognito.send(
    new SignUpCommand({
      ...{ ClientId: cloud.outputs[`${pool}Client`], Username, Password: 'Correct-horse-1' },
      ...more,
    }),
  );
const get = (Username: string, pool: keyof typeof pools = 'Email') =>
  cognito.send(new AdminGetUserCommand({ UserPoolId: cloud.outputs[`${pool}Pool`], Username }));

// API reference, SignUp; developer guide, "Signing up and confirming user accounts".
describe('signing up', () => {
  it('gives the user a sub, which is its user name, and waits for a confirmation', async () => {
    // Developer guide, "Customizing sign-in attributes": with e-mail as user name the name is the sub
    const Username = email();
    const answer = await signUp(Username, { UserAttributes: attributes({ name: 'Ada' }) });
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'c***@e***' },
    });
    const { UserAttributes, ...user } = await get(Username);
    expect(user).toMatchObject({ Username: answer.UserSub, UserStatus: 'UNCONFIRMED', Enabled: true });
    const expected = { sub: answer.UserSub ?? '', email: Username, name: 'Ada', email_verified: 'false' };
    expect(UserAttributes).toHaveLength(4);
    expect(UserAttributes).toEqual(expect.arrayContaining(attributes(expected)));
  });

  it('happens once for an address, whatever its case', async () => {
    const Username = email();
    await signUp(Username);
    await expect(signUp(Username.toUpperCase())).rejects.toMatchObject({
      ...{ name: 'UsernameExistsException', message: 'An account with the given email already exists.' },
    });
  });

  it('happens again for another case where case counts', async () => {
    const Username = email();
    await signUp(Username, {}, 'CaseSensitive');
    await expect(signUp(Username.toUpperCase(), {}, 'CaseSensitive')).resolves.toBeDefined();
  });

  it.each([
    ['is short', 'Aa1-', 'Password not long enough'],
    ['has no capital', 'correct-horse-1', 'Password must have uppercase characters'],
    ['has no small letter', 'CORRECT-HORSE-1', 'Password must have lowercase characters'],
    ['has no digit', 'Correct-horse-x', 'Password must have numeric characters'],
    ['has no symbol', 'Correcthorse1', 'Password must have symbol characters'],
  ])('needs a better password than one that %s', async (_what, Password, reason) => {
    // Developer guide, "Passwords, password recovery, and password policies"
    await expect(signUp(email(), { Password })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${reason}`,
    });
  });

  it.each([
    ['ada', 'Username should be an email.'],
    ['ada@', 'Invalid email address format.'],
    ['a b@example.com', 'Invalid email address format.'],
  ])('needs a user name that is an address, not %j', async (username, message) => {
    await expect(signUp(username)).rejects.toMatchObject({ name: 'InvalidParameterException', message });
  });

  const INVALID = 'InvalidParameterException';
  it.each([
    ['custom:none', 'x', INVALID, 'Type for attribute {custom:none} could not be determined'],
    ['phone_number', '0123', INVALID, 'Invalid phone number format.'],
    ['birthdate', '1815', INVALID, 'birthdate'],
    ['name', 'x'.repeat(2049), INVALID, 'length less than or equal to 2048'],
    ...['email_verified', 'sub'].map((name) => [
      ...[name, 'true', 'NotAuthorizedException', 'A client attempted to write unauthorized attribute'],
    ]),
  ])('does not take the attribute %s=%.10s', async (Name = '', Value = '', name, message) => {
    const call = signUp(email(), { UserAttributes: [{ Name, Value }] });
    await expect(call).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message ?? '') as string,
    });
  });

  it('needs what the pool requires, and knows its own attributes', async () => {
    await expect(signUp(email(), {}, 'Schema')).rejects.toThrow('name: The attribute is required');
    const withPlan = (plan: string) =>
      signUp(email(), { UserAttributes: attributes({ name: 'Ada', 'custom:plan': plan }) }, 'Schema');
    await expect(withPlan('golden')).rejects.toThrow('custom:plan');
    await expect(withPlan('gold')).resolves.toBeDefined();
  });

  it('is not for everybody where only administrators make users', async () => {
    await expect(signUp(email(), {}, 'Invited')).rejects.toMatchObject({
      ...{ name: 'NotAuthorizedException', message: 'SignUp is not permitted for this user pool' },
    });
  });

  it('keeps the user name where users sign in with one', async () => {
    const name = unique('user');
    await signUp(name, { UserAttributes: attributes({ email: email() }) }, 'Named');
    expect(await get(name.toUpperCase(), 'Named')).toMatchObject({ Username: name });
  });

  it('needs a client that is there', async () => {
    const ClientId = 'nosuchclient0000000000000a';
    await expect(signUp(email(), { ClientId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `User pool client ${ClientId} does not exist.`,
    });
  });

  it('needs the proof of a client that has a secret', async () => {
    // Developer guide, "Computing secret hash values"
    const [Username, ClientId = ''] = [email(), cloud.outputs.SecretClient];
    await expect(signUp(Username, { ClientId })).rejects.toThrow('SECRET_HASH was not received');
    await expect(signUp(Username, { ClientId, SecretHash: 'x' })).rejects.toThrow(
      'SecretHash does not match',
    );
    const SecretHash = createHmac('sha256', cloud.outputs.ClientSecret ?? '')
      .update(`${Username}${ClientId}`)
      .digest('base64');
    await expect(signUp(Username, { ClientId, SecretHash })).resolves.toBeDefined();
  });
});

describe('a confirmation', () => {
  it('is not given by a wrong code', async () => {
    const Username = email();
    await signUp(Username);
    const wrong = { ClientId: cloud.outputs.EmailClient, Username, ConfirmationCode: '000000' };
    await expect(cognito.send(new ConfirmSignUpCommand(wrong))).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
  });

  it('is given by an administrator once, and verifies no address', async () => {
    const Username = email();
    await signUp(Username);
    const confirm = (given: object = {}) =>
      cognito.send(
        new AdminConfirmSignUpCommand({ UserPoolId: cloud.outputs.EmailPool, Username, ...given }),
      );
    await confirm();
    const user = await get(Username);
    expect(user.UserStatus).toBe('CONFIRMED');
    expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'false' });
    await expect(confirm()).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
    await expect(confirm({ Username: email() })).rejects.toMatchObject({
      ...{ name: 'UserNotFoundException', message: 'User does not exist.' },
    });
    const UserPoolId = `${cloud.region}_NoSuchPoo`;
    await expect(confirm({ UserPoolId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `User pool ${UserPoolId} does not exist.`,
    });
  });
});
