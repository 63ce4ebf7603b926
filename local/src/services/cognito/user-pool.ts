/** A user pool as the template declares it. JSON, kept in the store. */
export interface UserPool {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  readonly modified: number;
  /** `email`, `phone_number`: what users sign in with instead of a username, which then is their `sub`. */
  readonly usernameAttributes: readonly string[];
  /** What users may sign in with besides their username, once it is verified. */
  readonly aliasAttributes: readonly string[];
  readonly autoVerified: readonly string[];
  readonly caseSensitive: boolean;
  readonly adminCreateOnly: boolean;
  readonly passwordPolicy: PasswordPolicy;
  readonly schema: readonly SchemaAttribute[];
  /** ARN of the function that runs behind a confirmation. */
  readonly postConfirmation?: string;
  /** Everything that can be changed of it, as it is described. */
  readonly configuration: PoolConfiguration;
  /** `SoftwareTokenMfaConfiguration` …: what GetUserPoolMfaConfig tells besides. */
  readonly secondFactors: PoolConfiguration;
}

export interface PasswordPolicy {
  readonly MinimumLength: number;
  readonly RequireUppercase: boolean;
  readonly RequireLowercase: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireSymbols: boolean;
  readonly TemporaryPasswordValidityDays?: number;
}

export interface SchemaAttribute {
  readonly Name: string;
  readonly AttributeDataType?: string;
  readonly Mutable?: boolean;
  readonly Required?: boolean;
  readonly StringAttributeConstraints?: { readonly MinLength?: string; readonly MaxLength?: string };
  readonly NumberAttributeConstraints?: { readonly MinValue?: string; readonly MaxValue?: string };
}

/** An app client of a pool. */
export interface UserPoolClient {
  readonly id: string;
  readonly name: string;
  readonly poolId: string;
  readonly created: number;
  readonly secret?: string;
  /** `ALLOW_USER_PASSWORD_AUTH` … */
  readonly authFlows: readonly string[];
  readonly preventUserExistenceErrors: boolean;
  readonly writeAttributes?: readonly string[];
  /** In seconds. */
  readonly validity: { readonly access: number; readonly id: number; readonly refresh: number };
}

/** What can be changed of a pool, as DescribeUserPool shows it and UpdateUserPool takes it; members that nobody knows too. */
export type PoolConfiguration = Readonly<Record<string, unknown>>;
