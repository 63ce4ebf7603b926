import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
  type AuthFlowType,
} from '@aws-sdk/client-cognito-identity-provider';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud({
  resources: {
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        Schema: [
          { Name: 'email', Required: true, Mutable: true },
          { Name: 'team', AttributeDataType: 'String', Mutable: false },
        ],
      },
    },
    Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
  },
  outputs: { UserPoolId: { Ref: 'Pool' }, ClientId: { Ref: 'Client' } },
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

  it('is listed among 60 at most on a page', async () => {
    // API reference, ListUserPools
    await expect(cognito.send(new ListUserPoolsCommand({ MaxResults: 61 }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    });
  });

  it('knows its flows', async () => {
    // API reference, InitiateAuth
    const call = cognito.send(
      new InitiateAuthCommand({ ClientId: cloud.outputs.ClientId, AuthFlow: 'ANY' as AuthFlowType }),
    );
    await expect(call).rejects.toThrow("Value 'ANY' at 'authFlow' failed to satisfy constraint");
  });
});

describe('a user that an administrator makes', () => {
  it('was changed last when it was made', async () => {
    const Username = unique('user');
    const UserAttributes = [{ Name: 'email', Value: `${Username}@example.com` }];
    const create = { ...pool(), Username, UserAttributes, MessageAction: 'SUPPRESS' as const };
    await cognito.send(new AdminCreateUserCommand(create));
    const user = await cognito.send(new AdminGetUserCommand({ ...pool(), Username }));
    expect(user.UserLastModifiedDate).toEqual(user.UserCreateDate);
  });

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

  it('is invited again only when it is there', async () => {
    // API reference, AdminCreateUser, MessageAction
    const call = cognito.send(
      new AdminCreateUserCommand({ ...pool(), Username: unique('none'), MessageAction: 'RESEND' }),
    );
    await expect(call).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });
});
