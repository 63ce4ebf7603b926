import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { Resource, ResourceType } from '../../kernel/service';
import { lettersOf } from './physical-id';
import type { PoolRegistry } from './pool-registry';
import type { PasswordPolicy, SchemaAttribute, UserPool } from './user-pool';

interface UserPoolProperties {
  readonly UserPoolName?: string;
  readonly UsernameAttributes?: readonly string[];
  readonly AliasAttributes?: readonly string[];
  readonly AutoVerifiedAttributes?: readonly string[];
  readonly UsernameConfiguration?: { readonly CaseSensitive?: boolean | string };
  readonly AdminCreateUserConfig?: { readonly AllowAdminCreateUserOnly?: boolean | string };
  readonly Policies?: { readonly PasswordPolicy?: Partial<PasswordPolicy> };
  readonly Schema?: readonly SchemaAttribute[];
  readonly LambdaConfig?: Readonly<Record<string, unknown>>;
  readonly MfaConfiguration?: string;
  readonly DeletionProtection?: string;
}

/** What Cognito asks of passwords when the template says nothing (AWS::Cognito::UserPool PasswordPolicy). */
const POLICY: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

const MESSAGES = 'messages have a fixed text and go to the local mailbox';

/** `AWS::Cognito::UserPool`. Its id follows from its name, so that it stays the same from start to start. */
export function userPoolResource(context: CloudContext, pools: PoolRegistry): ResourceType {
  return {
    properties: [
      ...['UserPoolName', 'UsernameAttributes', 'AliasAttributes', 'AutoVerifiedAttributes', 'Schema'],
      ...['UsernameConfiguration', 'AdminCreateUserConfig', 'Policies', 'LambdaConfig', 'MfaConfiguration'],
      'DeletionProtection',
    ],
    inert: {
      AccountRecoverySetting: 'a reset code goes to the e-mail address, else to the phone',
      EnabledMfas: 'no user has a second factor here',
      UserPoolTags: 'tags have no effect',
      UserPoolTier: 'there is no bill',
      UserPoolAddOns: 'there is no threat protection',
      DeviceConfiguration: 'devices are not remembered',
      UserAttributeUpdateSettings: 'attributes change at once',
      ...Object.fromEntries(
        [
          ...[
            'EmailConfiguration',
            'SmsConfiguration',
            'VerificationMessageTemplate',
            'SmsVerificationMessage',
          ],
          ...['EmailVerificationMessage', 'EmailVerificationSubject', 'SmsAuthenticationMessage'],
          ...['EmailAuthenticationMessage', 'EmailAuthenticationSubject'],
        ].map((property) => [property, MESSAGES]),
      ),
    },
    create(resource) {
      const pool = toPool(context, resource);
      pools.pools.set(pool.id, { ...pool, created: pools.pools.get(pool.id)?.created ?? pool.created });
      const ProviderName = `cognito-idp.${context.region}.amazonaws.com/${pool.id}`;
      const attributes = {
        Arn: pool.arn,
        ProviderName,
        ProviderURL: `https://${ProviderName}`,
        UserPoolId: pool.id,
      };
      return { ref: pool.id, attributes };
    },
  };
}

function toPool(context: CloudContext, { logicalId, properties, physicalName }: Resource): UserPool {
  const given = properties as UserPoolProperties;
  const id = `${context.region}_${lettersOf(physicalName, 9)}`;
  const postConfirmation = onlyPostConfirmation(logicalId, given.LambdaConfig);
  if (given.MfaConfiguration === 'ON')
    throw unsupported(`${logicalId}: MfaConfiguration ON (sign-in without MFA only)`);
  return {
    id,
    name: given.UserPoolName ?? physicalName,
    arn: `arn:aws:cognito-idp:${context.region}:${context.accountId}:userpool/${id}`,
    created: context.clock.now(),
    usernameAttributes: given.UsernameAttributes ?? [],
    aliasAttributes: given.AliasAttributes ?? [],
    autoVerified: given.AutoVerifiedAttributes ?? [],
    caseSensitive: String(given.UsernameConfiguration?.CaseSensitive ?? true) === 'true',
    adminCreateOnly: String(given.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false) === 'true',
    passwordPolicy: { ...POLICY, ...given.Policies?.PasswordPolicy },
    schema: given.Schema ?? [],
    ...(postConfirmation && { postConfirmation }),
    mfa: given.MfaConfiguration ?? 'OFF',
    deletionProtection: given.DeletionProtection ?? 'INACTIVE',
  };
}

function onlyPostConfirmation(logicalId: string, config: UserPoolProperties['LambdaConfig'] = {}) {
  const { PostConfirmation, ...others } = config;
  const [other] = Object.keys(others);
  if (other)
    throw unsupported(`${logicalId}: LambdaConfig.${other}; of the triggers only PostConfirmation runs here`);
  return PostConfirmation as string | undefined;
}
