import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
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
