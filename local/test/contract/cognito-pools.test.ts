import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud({
  resources: {
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UserPoolTags: { team: 'identity' },
        UserPoolTier: 'LITE',
        MfaConfiguration: 'OPTIONAL',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        AutoVerifiedAttributes: ['email'],
        Schema: [
          { Name: 'email', Required: true, Mutable: true },
          { Name: 'team', AttributeDataType: 'String', Mutable: false },
        ],
      },
    },
  },
  outputs: { UserPoolId: { Ref: 'Pool' } },
});
let cognito: CognitoIdentityProviderClient;

beforeAll(() => {
  cognito = new CognitoIdentityProviderClient(cloud.config);
});

const pool = () => ({ UserPoolId: cloud.outputs.UserPoolId });

describe('a pool', () => {
  it('has every standard attribute in its schema, and its own with a prefix', async () => {
    // Developer guide, "Working with user attributes"
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand(pool()));
    const schema = new Map(UserPool?.SchemaAttributes?.map((attribute) => [attribute.Name, attribute]));
    expect(schema.size).toBe(21);
    expect(schema.get('sub')).toEqual({
      ...{ Name: 'sub', AttributeDataType: 'String', DeveloperOnlyAttribute: false },
      ...{ Mutable: false, Required: true },
      StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
    });
    expect(schema.get('birthdate')?.StringAttributeConstraints).toEqual({ MinLength: '10', MaxLength: '10' });
    expect(schema.get('email_verified')?.AttributeDataType).toBe('Boolean');
    expect(schema.get('updated_at')?.NumberAttributeConstraints).toEqual({ MinValue: '0' });
    expect(schema.get('email')?.Required).toBe(true);
    expect(schema.get('custom:team')).toMatchObject({ Mutable: false, Required: false });
  });
});

describe('a pool that is updated', () => {
  it('is described with everything that it was given', async () => {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand(pool()));

    expect(UserPool).toMatchObject({
      UserPoolTags: { team: 'identity' },
      UserPoolTier: 'LITE',
      AutoVerifiedAttributes: ['email'],
    });
    expect(await cognito.send(new GetUserPoolMfaConfigCommand(pool()))).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  });

  it('gets the default of everything that is not sent, but keeps its tier and its second factors', async () => {
    await cognito.send(new UpdateUserPoolCommand({ ...pool(), DeletionProtection: 'ACTIVE' }));

    const { UserPool } = await cognito.send(new DescribeUserPoolCommand(pool()));
    expect(UserPool).toMatchObject({
      DeletionProtection: 'ACTIVE',
      AutoVerifiedAttributes: [],
      UserPoolTier: 'LITE',
      MfaConfiguration: 'OPTIONAL',
    });
    expect(UserPool).not.toHaveProperty('UserPoolTags');
    expect(await cognito.send(new GetUserPoolMfaConfigCommand(pool()))).toMatchObject({
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  });

  it.each<[string, Partial<UpdateUserPoolCommandInput>]>([
    [
      'one number by two names',
      {
        Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
        AdminCreateUserConfig: { UnusedAccountValidityDays: 3 },
      },
    ],
    ['tags that are of AWS', { UserPoolTags: { 'aws:cloudformation:stack-name': 'Mine' } }],
  ])('refuses %s', async (_, input) => {
    const call = cognito.send(new UpdateUserPoolCommand({ ...pool(), ...input }));

    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('a user that an administrator makes', () => {
  it('is made once', async () => {
    const Username = unique('user');
    const UserAttributes = [{ Name: 'email', Value: `${Username}@example.com` }];
    const create = { ...pool(), Username, UserAttributes, MessageAction: 'SUPPRESS' as const };
    await cognito.send(new AdminCreateUserCommand(create));
    await expect(cognito.send(new AdminCreateUserCommand(create))).rejects.toMatchObject({
      name: 'UsernameExistsException',
      message: 'User account already exists',
    });
  });
});
