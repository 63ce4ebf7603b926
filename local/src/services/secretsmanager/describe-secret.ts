import type { Secrets } from './secrets';

/** What is known of a secret besides its value; what it does not have is left out. */
export function describeSecret(secrets: Secrets, input: { SecretId?: string }) {
  const secret = secrets.find(input.SecretId);
  const staged = secret.versions.filter(({ stages }) => stages.length > 0);
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description && { Description: secret.description }),
    ...(secret.kmsKeyId !== undefined && { KmsKeyId: secret.kmsKeyId }),
    CreatedDate: new Date(secret.createdAt),
    LastChangedDate: new Date(secret.changedAt),
    ...(secret.accessedAt !== undefined && { LastAccessedDate: new Date(secret.accessedAt) }),
    ...(secret.tags.length > 0 && { Tags: secret.tags }),
    ...(staged.length > 0 && {
      VersionIdsToStages: Object.fromEntries(staged.map(({ id, stages }) => [id, stages])),
    }),
  };
}
