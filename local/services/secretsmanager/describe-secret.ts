import { AwsError } from '../../cloud/aws-error';
import type { StoredSecret } from './secret';
import type { Secrets } from './secrets';

interface ListSecretsInput {
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly IncludePlannedDeletion?: boolean;
  readonly Filters?: readonly { Key?: string; Values?: readonly string[] }[];
}

/** What is known of a secret besides its value. */
export function describeSecret(secrets: Secrets, input: { SecretId?: string }) {
  const secret = secrets.find(input.SecretId);
  return { ...summary(secret), VersionIdsToStages: stagesById(secret) };
}

/** Secrets by name, a page at a time. Filters: `name` and `description`, by prefix. */
export function listSecrets(secrets: Secrets, input: ListSecretsInput) {
  const limit = input.MaxResults ?? 100;
  if (limit < 1 || limit > 100)
    throw new AwsError('InvalidParameterException', 'MaxResults must be between 1 and 100.');
  const all = secrets
    .all()
    .filter((secret) => input.IncludePlannedDeletion || secret.deletionAt === undefined)
    .filter((secret) => (input.Filters ?? []).every((filter) => fits(secret, filter)))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const start = input.NextToken ? all.findIndex(({ name }) => name > input.NextToken!) : 0;
  const page = start < 0 ? [] : all.slice(start, start + limit);
  const more = start >= 0 && start + limit < all.length;
  return {
    SecretList: page.map((secret) => ({ ...summary(secret), SecretVersionsToStages: stagesById(secret) })),
    ...(more && { NextToken: page.at(-1)!.name }),
  };
}

function summary(secret: StoredSecret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description !== undefined && { Description: secret.description }),
    ...(secret.kmsKeyId !== undefined && { KmsKeyId: secret.kmsKeyId }),
    ...(secret.deletionAt !== undefined && { DeletedDate: new Date(secret.deletionAt) }),
    CreatedDate: new Date(secret.createdAt),
    LastChangedDate: new Date(secret.changedAt),
    Tags: secret.tags,
  };
}

function stagesById(secret: StoredSecret): Record<string, readonly string[]> {
  return Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages]));
}

function fits(secret: StoredSecret, filter: { Key?: string; Values?: readonly string[] }): boolean {
  const text = { name: secret.name, description: secret.description ?? '' }[filter.Key ?? ''];
  if (text === undefined)
    throw new AwsError(
      'InvalidParameterException',
      `The local cloud does not filter secrets by ${filter.Key}.`,
    );
  return (filter.Values ?? []).some((value) => text.startsWith(value));
}
