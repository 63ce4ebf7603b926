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
  return {
    ...pool.configuration,
    Id: pool.id,
    Name: pool.name,
    LastModifiedDate: new Date(pool.modified),
    CreationDate: new Date(pool.created),
    Arn: pool.arn,
    SchemaAttributes: schemaAttributes(pool.schema),
    ...(pool.usernameAttributes.length > 0 && { UsernameAttributes: pool.usernameAttributes }),
    ...(pool.aliasAttributes.length > 0 && { AliasAttributes: pool.aliasAttributes }),
    UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
  };
}
