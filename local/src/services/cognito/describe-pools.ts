import { page } from '../../kernel/page';
import { invalidToken } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { schemaAttributes } from './schema-attributes';
import type { UserPool, UserPoolClient } from './user-pool';

/** DescribeUserPool, DescribeUserPoolClient, ListUserPools and ListUserPoolClients. */
export function describePools({ pools, users }: CognitoDependencies) {
  return {
    DescribeUserPool: (input: { readonly UserPoolId: string }) => {
      const pool = pools.pool(input.UserPoolId);
      return { UserPool: { ...describePool(pool), EstimatedNumberOfUsers: users.list(pool.id).length } };
    },
    DescribeUserPoolClient: (input: { readonly UserPoolId: string; readonly ClientId: string }) => ({
      UserPoolClient: describeClient(pools.client(input.ClientId, pools.pool(input.UserPoolId).id)),
    }),
    ListUserPools: (input: { readonly MaxResults: number; readonly NextToken?: string }) => {
      const { items, NextToken } = page(
        [...pools.pools.values()],
        input.MaxResults,
        input.NextToken,
        invalidToken,
      );
      return { UserPools: items.map(summary), NextToken };
    },
    ListUserPoolClients: (input: {
      readonly UserPoolId: string;
      readonly MaxResults?: number;
      readonly NextToken?: string;
    }) => {
      const { id } = pools.pool(input.UserPoolId);
      const clients = [...pools.clients.values()].filter(({ poolId }) => poolId === id);
      const { items, NextToken } = page(clients, input.MaxResults ?? 60, input.NextToken, invalidToken);
      return {
        UserPoolClients: items.map((client) => ({
          ClientId: client.id,
          UserPoolId: id,
          ClientName: client.name,
        })),
        NextToken,
      };
    },
  };
}

function summary(pool: UserPool) {
  const date = new Date(pool.created);
  return {
    Id: pool.id,
    Name: pool.name,
    LambdaConfig: lambdaConfig(pool),
    LastModifiedDate: date,
    CreationDate: date,
  };
}

function describePool(pool: UserPool) {
  return {
    ...summary(pool),
    Arn: pool.arn,
    Policies: { PasswordPolicy: pool.passwordPolicy },
    DeletionProtection: pool.deletionProtection,
    SchemaAttributes: schemaAttributes(pool.schema),
    AutoVerifiedAttributes: pool.autoVerified,
    ...(pool.usernameAttributes.length > 0 && { UsernameAttributes: pool.usernameAttributes }),
    ...(pool.aliasAttributes.length > 0 && { AliasAttributes: pool.aliasAttributes }),
    UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: pool.adminCreateOnly },
    MfaConfiguration: pool.mfa,
  };
}

function lambdaConfig(pool: UserPool) {
  return pool.postConfirmation ? { PostConfirmation: pool.postConfirmation } : {};
}

function describeClient(client: UserPoolClient) {
  const date = new Date(client.created);
  return {
    UserPoolId: client.poolId,
    ClientName: client.name,
    ClientId: client.id,
    ...(client.secret && { ClientSecret: client.secret }),
    LastModifiedDate: date,
    CreationDate: date,
    AccessTokenValidity: client.validity.access,
    IdTokenValidity: client.validity.id,
    RefreshTokenValidity: client.validity.refresh,
    TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
    ...(client.writeAttributes && { WriteAttributes: client.writeAttributes }),
    ExplicitAuthFlows: client.authFlows,
    PreventUserExistenceErrors: client.preventUserExistenceErrors ? 'ENABLED' : 'LEGACY',
  };
}
