/** A user pool as DescribeUserPool's answer has it, members that no SDK of today knows included. JSON. */
export type PoolDocument = Readonly<Record<string, unknown>>;

/** Of an answer, and no parameter of UpdateUserPool (API reference, "UserPoolType" and "UpdateUserPool"). */
const READ_ONLY = [
  ...['Id', 'Name', 'Arn', 'Status', 'LastModifiedDate', 'CreationDate', 'EstimatedNumberOfUsers'],
  ...['SchemaAttributes', 'AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  ...['Domain', 'CustomDomain', 'SmsConfigurationFailure', 'EmailConfigurationFailure'],
];

/** They stand in the template as well, which wins; sent beside one that differs they are refused. */
const TEXTS_OF_A_TEMPLATE = [
  'SmsVerificationMessage',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
];

/** Says nothing that another member does not say, which Cognito refuses to be told twice: paths as of `differences`. */
export const SAID_TWICE = [...TEXTS_OF_A_TEMPLATE, 'AdminCreateUserConfig.UnusedAccountValidityDays'];

/** Change by themselves. */
const MOVING = ['LastModifiedDate', 'EstimatedNumberOfUsers'];

/** The function that a pool calls after a confirmation. */
export function triggerOf({ LambdaConfig }: PoolDocument): string | undefined {
  return (LambdaConfig as { PostConfirmation?: string } | undefined)?.PostConfirmation;
}

/** The same pool with this trigger, or without one. */
export function withTrigger(pool: PoolDocument, trigger: string | undefined): PoolDocument {
  const others = without(pool.LambdaConfig, (name) => name === 'PostConfirmation');
  return {
    ...pool,
    LambdaConfig: { ...others, ...(trigger !== undefined && { PostConfirmation: trigger }) },
  };
}

/**
 * What UpdateUserPool has to be sent so that the pool is as described: everything, for it resets what it is not given, but
 * what it refuses.
 */
export function toUpdate(pool: PoolDocument): PoolDocument {
  const whole = toWholeUpdate(pool);
  const texts = pool.VerificationMessageTemplate ? TEXTS_OF_A_TEMPLATE : [];
  const update = without(whole, (name) => texts.includes(name));
  if (!update.AdminCreateUserConfig || !hasTemporaryPasswordDays(pool)) return update;
  // Two names of one number; both together are refused, even when they agree (pulumi-aws-native 1256).
  const invitation = without(update.AdminCreateUserConfig, (name) => name === 'UnusedAccountValidityDays');
  return { ...update, AdminCreateUserConfig: invitation };
}

/** The same with what is said twice, for a Cognito that does not derive it. */
export function toWholeUpdate(pool: PoolDocument): PoolDocument {
  const sent = without(pool, (name) => READ_ONLY.includes(name));
  const { UserPoolTags } = sent;
  // AWS keeps its own tags, and takes none of anybody.
  return UserPoolTags
    ? { ...sent, UserPoolTags: without(UserPoolTags, (tag) => tag.startsWith('aws:')) }
    : sent;
}

function hasTemporaryPasswordDays({ Policies }: PoolDocument): boolean {
  const { PasswordPolicy } = (Policies ?? {}) as { PasswordPolicy?: Record<string, unknown> };
  return PasswordPolicy?.TemporaryPasswordValidityDays !== undefined;
}

function without(value: unknown, isLeftOut: (member: string) => boolean): PoolDocument {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([member]) => !isLeftOut(member)));
}

/** Members that differ, by their paths. What is empty and what is not there are the same. */
export function differences(before: unknown, after: unknown, path = ''): string[] {
  if (isEmpty(before) && isEmpty(after)) return [];
  if (!isObject(before) || !isObject(after))
    return canonical(before) === canonical(after) ? [] : [path || 'the whole document'];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => path !== '' || !MOVING.includes(name))
    .flatMap((name) => differences(before[name], after[name], path ? `${path}.${name}` : name));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isObject(member) ? Object.fromEntries(Object.entries(member).sort()) : member,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
