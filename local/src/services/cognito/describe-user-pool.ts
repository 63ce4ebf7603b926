import type { CognitoDependencies } from './cognito-dependencies';
import { schemaAttributes } from './schema-attributes';
import type { UserPool } from './user-pool';

/** DescribeUserPool. */
export function describeUserPool({ pools, users }: CognitoDependencies) {
  return ({ UserPoolId }: { readonly UserPoolId: string }) => {
    const pool = pools.pool(UserPoolId);
    return { UserPool: { ...description(pool), EstimatedNumberOfUsers: users.list(pool.id).length } };
  };
}

function description(pool: UserPool) {
  const date = new Date(pool.created);
  return {
    Id: pool.id,
    Name: pool.name,
    LambdaConfig: pool.postConfirmation ? { PostConfirmation: pool.postConfirmation } : {},
    LastModifiedDate: date,
    CreationDate: date,
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
