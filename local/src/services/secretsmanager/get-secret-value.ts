import { AwsError } from '../../kernel/aws-error';
import { staged, type SecretVersion, type StoredSecret } from './secret';
import type { Secrets } from './secrets';

export interface GetSecretValueInput {
  readonly SecretId?: string;
  readonly VersionId?: string;
  readonly VersionStage?: string;
}

const DAY = 86_400_000;

export interface SecretValue {
  readonly ARN: string;
  readonly Name: string;
  readonly VersionId: string;
  readonly SecretString: string;
  readonly VersionStages?: readonly string[];
  readonly CreatedDate: Date;
}

/** The value of a secret, of its AWSCURRENT version unless asked for another. */
export function getSecretValue(secrets: Secrets, input: GetSecretValueInput): SecretValue {
  const secret = secrets.find(input.SecretId);
  const version = wantedVersion(secret, input);
  noteAccess(secrets, secret);
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    SecretString: version.string,
    ...(version.stages.length > 0 && { VersionStages: version.stages }),
    CreatedDate: new Date(version.createdAt),
  };
}

/** DescribeSecret tells the day of the last access, not its time. (API reference, DescribeSecret) */
function noteAccess(secrets: Secrets, secret: StoredSecret): void {
  const today = Math.floor(secrets.now() / DAY) * DAY;
  if (secret.accessedAt !== today) secrets.save({ ...secret, accessedAt: today });
}

function wantedVersion(secret: StoredSecret, input: GetSecretValueInput): SecretVersion {
  const stage = input.VersionStage ?? 'AWSCURRENT';
  const version = input.VersionId
    ? secret.versions.find(({ id }) => id === input.VersionId)
    : staged(secret, stage);
  const wanted = input.VersionId ? `VersionId: ${input.VersionId}` : `staging label: ${stage}`;
  if (!version)
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${wanted}`,
    );
  if (input.VersionId && input.VersionStage && !version.stages.includes(input.VersionStage))
    throw new AwsError(
      'InvalidRequestException',
      'You provided a VersionStage that is not associated to the provided VersionId.',
    );
  return version;
}
