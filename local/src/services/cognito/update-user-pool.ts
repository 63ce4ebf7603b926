import type { CognitoDependencies } from './cognito-dependencies';
import { invalidParameter } from './cognito-errors';
import { behaviourOf, configured } from './pool-configuration';
import type { PoolConfiguration } from './user-pool';

interface Input extends PoolConfiguration {
  readonly UserPoolId: string;
  readonly PoolName?: string;
}

/** Of an answer only: who sends them back changes nothing by it. */
const READ_ONLY = [
  ...['Id', 'Name', 'Arn', 'Status', 'LastModifiedDate', 'CreationDate', 'EstimatedNumberOfUsers'],
  ...['SchemaAttributes', 'AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  ...['Domain', 'CustomDomain', 'SmsConfigurationFailure', 'EmailConfigurationFailure'],
];

/**
 * UpdateUserPool: what is not sent gets its default. (API reference: "If you don't provide a value for an attribute, Amazon
 * Cognito sets it to its default value"; the tier and the second factors stay.)
 */
export function updateUserPool({ context, pools }: CognitoDependencies) {
  return ({ UserPoolId, PoolName, ...given }: Input) => {
    const pool = pools.pool(UserPoolId);
    refuseDoubles(given);
    const { UserPoolTier, MfaConfiguration } = pool.configuration;
    const stays = { MfaConfiguration, ...(UserPoolTier !== undefined && { UserPoolTier }) };
    const sent = Object.entries(given).filter(([name]) => !READ_ONLY.includes(name));
    const configuration = configured({ ...stays, ...Object.fromEntries(sent) });
    const changed = { configuration, modified: context.clock.now(), name: PoolName ?? pool.name };
    pools.pools.set(pool.id, { ...pool, ...changed, ...behaviourOf('UpdateUserPool', configuration) });
    return {};
  };
}

function refuseDoubles({ Policies, AdminCreateUserConfig, UserPoolTags }: PoolConfiguration): void {
  const { PasswordPolicy } = (Policies ?? {}) as { PasswordPolicy?: Record<string, unknown> };
  const { UnusedAccountValidityDays } = (AdminCreateUserConfig ?? {}) as Record<string, unknown>;
  if (PasswordPolicy?.TemporaryPasswordValidityDays !== undefined && UnusedAccountValidityDays !== undefined)
    throw invalidParameter(
      'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    );
  if (Object.keys(UserPoolTags ?? {}).some((tag) => tag.startsWith('aws:')))
    throw invalidParameter('aws: prefixed tag key names are not allowed for external use.');
}
