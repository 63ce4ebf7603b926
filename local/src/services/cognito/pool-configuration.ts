import { unsupported } from '../../kernel/aws-error';
import type { PasswordPolicy, PoolConfiguration, UserPool } from './user-pool';

/** What Cognito asks of passwords when nobody says anything (AWS::Cognito::UserPool PasswordPolicy). */
const POLICY: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

interface Known {
  readonly Policies?: { readonly PasswordPolicy?: Partial<PasswordPolicy> };
  readonly AdminCreateUserConfig?: Readonly<Record<string, unknown>>;
  readonly LambdaConfig?: Readonly<Record<string, unknown>>;
  readonly AutoVerifiedAttributes?: readonly string[];
  readonly VerificationMessageTemplate?: Readonly<Record<string, string>>;
  readonly MfaConfiguration?: string;
  readonly DeletionProtection?: string;
}

/** The configuration that a pool has when it is given this: a default for what is not given, all else as it is. */
export function configured(given: PoolConfiguration): PoolConfiguration {
  const { Policies, AdminCreateUserConfig, ...others } = given as Known;
  const PasswordPolicy = { ...POLICY, ...Policies?.PasswordPolicy };
  const { AllowAdminCreateUserOnly: adminOnly = false } = AdminCreateUserConfig ?? {};
  return {
    LambdaConfig: {},
    AutoVerifiedAttributes: [],
    MfaConfiguration: 'OFF',
    DeletionProtection: 'INACTIVE',
    ...others,
    ...olderNames(others.VerificationMessageTemplate),
    Policies: { ...Policies, PasswordPolicy },
    AdminCreateUserConfig: {
      ...AdminCreateUserConfig,
      AllowAdminCreateUserOnly: String(adminOnly) === 'true',
      // The older name of the same number; Cognito shows both.
      UnusedAccountValidityDays: PasswordPolicy.TemporaryPasswordValidityDays,
    },
  };
}

/** Cognito shows the texts of a template under the names that they had before too (provider-upjet-aws, issue 716). */
function olderNames({ EmailMessage, EmailSubject, SmsMessage }: Readonly<Record<string, string>> = {}) {
  return {
    ...(EmailMessage !== undefined && { EmailVerificationMessage: EmailMessage }),
    ...(EmailSubject !== undefined && { EmailVerificationSubject: EmailSubject }),
    ...(SmsMessage !== undefined && { SmsVerificationMessage: SmsMessage }),
  };
}

/** How a pool of this configuration behaves here. Throws for what would have no effect and should have one. */
export function behaviourOf(
  where: string,
  configuration: PoolConfiguration,
): Pick<UserPool, 'adminCreateOnly' | 'autoVerified' | 'passwordPolicy' | 'postConfirmation'> {
  const { Policies, AdminCreateUserConfig, LambdaConfig, AutoVerifiedAttributes, MfaConfiguration } =
    configuration as Known;
  if (MfaConfiguration === 'ON')
    throw unsupported(`${where}: MfaConfiguration ON (sign-in without MFA only)`);
  return {
    adminCreateOnly: AdminCreateUserConfig?.AllowAdminCreateUserOnly === true,
    autoVerified: AutoVerifiedAttributes ?? [],
    passwordPolicy: { ...POLICY, ...Policies?.PasswordPolicy },
    postConfirmation: onlyPostConfirmation(where, LambdaConfig),
  };
}

function onlyPostConfirmation(where: string, config: Known['LambdaConfig'] = {}): string | undefined {
  const { PostConfirmation, ...others } = config;
  const [other] = Object.keys(others);
  if (other)
    throw unsupported(`${where}: LambdaConfig.${other}; of the triggers only PostConfirmation runs here`);
  return PostConfirmation as string | undefined;
}
