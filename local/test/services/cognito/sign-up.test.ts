import { createHmac } from 'node:crypto';
import { cognitoCloud, password } from './cognito-cloud';

const attribute = (Name: string, Value: string) => ({ UserAttributes: [{ Name, Value }] });

// Cognito API reference, "SignUp"; guide, "Signing up and confirming user accounts".
describe('SignUp', () => {
  it('makes an unconfirmed user whose username is the sub, and sends a code', async () => {
    const { signUp, admin, attributes, service } = await cognitoCloud();
    const answer = await signUp('ada@example.com', attribute('name', 'Ada'));
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
    });
    const user = await admin('AdminGetUser', 'ada@example.com');
    expect(user).toMatchObject({ Username: answer.UserSub, UserStatus: 'UNCONFIRMED', Enabled: true });
    expect(await attributes(answer.UserSub)).toEqual({
      ...{ sub: answer.UserSub, email: 'ada@example.com', name: 'Ada', email_verified: 'false' },
    });
    expect(service.mailbox('ADA@example.com')).toMatchObject([
      { code: expect.stringMatching(/^\d{6}$/) as unknown },
    ]);
  });

  it('keeps no password', async () => {
    const { signUp, context } = await cognitoCloud();
    await signUp();
    const users = [...context.store.map('cognito-users').values()];
    expect(JSON.stringify(users)).not.toContain(password);
  });

  it('refuses an e-mail address that is taken, in any case', async () => {
    const { signUp } = await cognitoCloud();
    await signUp();
    await expect(signUp('ADA@Example.com')).rejects.toMatchObject({
      code: 'UsernameExistsException',
      message: 'An account with the given email already exists.',
    });
  });

  it('takes the same address in another case where case counts', async () => {
    const { signUp } = await cognitoCloud({ pool: { UsernameConfiguration: { CaseSensitive: true } } });
    await signUp();
    await expect(signUp('ADA@example.com')).resolves.toBeDefined();
  });

  it('lets one of two at the same time win', async () => {
    const { signUp } = await cognitoCloud();
    const outcomes = await Promise.allSettled([signUp(), signUp()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    ['ada', 'Username should be an email.'],
    ['ada@', 'Invalid email address format.'],
    ['a b@example.com', 'Invalid email address format.'],
  ])('refuses the username %s', async (username, message) => {
    const { signUp } = await cognitoCloud();
    await expect(signUp(username)).rejects.toMatchObject({ code: 'InvalidParameterException', message });
  });

  it.each([
    ['short', 'Aa1!', 'Password not long enough'],
    ['no capital', 'password-7', 'Password must have uppercase characters'],
    ['no small letter', 'PASSWORD-7', 'Password must have lowercase characters'],
    ['no digit', 'Password-x', 'Password must have numeric characters'],
    ['no symbol', 'Password7', 'Password must have symbol characters'],
  ])('refuses a password with %s', async (_what, Password, reason) => {
    const { signUp } = await cognitoCloud();
    await expect(signUp('ada@example.com', { Password })).rejects.toMatchObject({
      code: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${reason}`,
    });
  });

  it.each([
    [
      'shoe_size',
      '38',
      'InvalidParameterException',
      'Type for attribute {shoe_size} could not be determined',
    ],
    ['phone_number', '0123', 'InvalidParameterException', 'Invalid phone number format.'],
    ['birthdate', '1815', 'InvalidParameterException', 'birthdate'],
    ['name', 'x'.repeat(2049), 'InvalidParameterException', 'length less than or equal to 2048'],
    [
      'email_verified',
      'true',
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    ],
    ['sub', 'mine', 'NotAuthorizedException', 'A client attempted to write unauthorized attribute'],
  ])('refuses the attribute %s=%.10s', async (name, value, code, message) => {
    const { signUp } = await cognitoCloud();
    const refused = signUp('ada@example.com', attribute(name, value));
    await expect(refused).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as unknown,
    });
  });

  it('asks for what the pool requires, and knows its custom attributes', async () => {
    const Schema = [
      { Name: 'name', Required: true },
      { Name: 'plan', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '4' } },
    ];
    const { signUp } = await cognitoCloud({ pool: { Schema } });
    await expect(signUp()).rejects.toThrow('name: The attribute is required');
    const withPlan = (plan: string) => ({
      UserAttributes: [
        ...attribute('name', 'Ada').UserAttributes,
        ...attribute('custom:plan', plan).UserAttributes,
      ],
    });
    await expect(signUp('ada@example.com', withPlan('golden'))).rejects.toThrow('custom:plan');
    await expect(signUp('ada@example.com', withPlan('gold'))).resolves.toBeDefined();
  });

  it('is for administrators only where the pool says so', async () => {
    const { signUp } = await cognitoCloud({
      pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
    });
    await expect(signUp()).rejects.toThrow('SignUp is not permitted for this user pool');
  });

  it('refuses a client that does not exist', async () => {
    const { signUp } = await cognitoCloud();
    await expect(signUp('ada@example.com', { ClientId: 'nope' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'User pool client nope does not exist.',
    });
  });

  // Guide, "Computing secret hash values".
  it('asks a client with a secret to prove it', async () => {
    const { signUp, create, UserPoolId } = await cognitoCloud();
    const { ref: ClientId, attributes } = await create('UserPoolClient', 'Secret', {
      UserPoolId,
      GenerateSecret: true,
    });
    const secret = attributes?.['ClientSecret'] ?? '';
    await expect(signUp('ada@example.com', { ClientId })).rejects.toThrow('SECRET_HASH was not received');
    await expect(signUp('ada@example.com', { ClientId, SecretHash: 'x' })).rejects.toThrow(
      'SecretHash does not match',
    );
    const SecretHash = createHmac('sha256', secret).update(`ada@example.com${ClientId}`).digest('base64');
    await expect(signUp('ada@example.com', { ClientId, SecretHash })).resolves.toBeDefined();
  });

  it('keeps the username where users sign in with one', async () => {
    const { signUp, admin } = await cognitoCloud({ pool: { UsernameAttributes: undefined } });
    await signUp('ada', attribute('email', 'ada@example.com'));
    expect(await admin('AdminGetUser', 'ADA')).toMatchObject({ Username: 'ada' });
  });
});
