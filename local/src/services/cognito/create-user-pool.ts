import type { CloudContext } from '../../kernel/cloud-context';
import type { Resource, ResourceType } from '../../kernel/service';
import { lettersOf } from './physical-id';
import { behaviourOf, configured } from './pool-configuration';
import type { PoolRegistry } from './pool-registry';
import type { SchemaAttribute, UserPool } from './user-pool';

interface UserPoolProperties {
  readonly UserPoolName?: string;
  readonly UsernameAttributes?: readonly string[];
  readonly AliasAttributes?: readonly string[];
  readonly UsernameConfiguration?: { readonly CaseSensitive?: boolean | string };
  readonly Schema?: readonly SchemaAttribute[];
  readonly EnabledMfas?: readonly string[];
}

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
  const {
    UserPoolName,
    Schema,
    UsernameAttributes,
    AliasAttributes,
    UsernameConfiguration,
    EnabledMfas,
    ...rest
  } = properties as UserPoolProperties;
  const id = `${context.region}_${lettersOf(physicalName, 9)}`;
  const configuration = configured(rest);
  return {
    id,
    name: UserPoolName ?? physicalName,
    arn: `arn:aws:cognito-idp:${context.region}:${context.accountId}:userpool/${id}`,
    created: context.clock.now(),
    modified: context.clock.now(),
    usernameAttributes: UsernameAttributes ?? [],
    aliasAttributes: AliasAttributes ?? [],
    caseSensitive: String(UsernameConfiguration?.CaseSensitive ?? true) === 'true',
    schema: Schema ?? [],
    configuration,
    secondFactors: EnabledMfas?.includes('SOFTWARE_TOKEN_MFA')
      ? { SoftwareTokenMfaConfiguration: { Enabled: true } }
      : {},
    ...behaviourOf(logicalId, configuration),
  };
}
