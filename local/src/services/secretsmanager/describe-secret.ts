import type { StoredSecret } from './secret';
import type { Secrets } from './secrets';

/** What is known of a secret besides its value. */
export function describeSecret(secrets: Secrets, input: { SecretId?: string }) {
  const secret = secrets.find(input.SecretId);
  const VersionIdsToStages = stagesById(secret);
  return {
    ...secretSummary(secret),
    ...(Object.keys(VersionIdsToStages).length > 0 && { VersionIdsToStages }),
  };
}

/** What both DescribeSecret and ListSecrets tell; what a secret does not have is left out. */
export function secretSummary(secret: StoredSecret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description && { Description: secret.description }),
    ...(secret.kmsKeyId !== undefined && { KmsKeyId: secret.kmsKeyId }),
    ...(secret.deletionAt !== undefined && { DeletedDate: new Date(secret.deletionAt) }),
    CreatedDate: new Date(secret.createdAt),
    LastChangedDate: new Date(secret.changedAt),
    ...(secret.accessedAt !== undefined && { LastAccessedDate: new Date(secret.accessedAt) }),
    ...(secret.tags.length > 0 && { Tags: secret.tags }),
  };
}

/** The staging labels of each version that has one. */
export function stagesById({ versions }: StoredSecret): Record<string, readonly string[]> {
  return Object.fromEntries(
    versions.filter(({ stages }) => stages.length).map(({ id, stages }) => [id, stages]),
  );
}
