import { AwsError } from '../../cloud/aws-error';
import { staged, type SecretVersion, type StoredSecret } from './secret';
import type { Secrets } from './secrets';

export interface GetSecretValueInput {
  readonly SecretId?: string;
  readonly VersionId?: string;
  readonly VersionStage?: string;
}

export interface SecretValue {
  readonly ARN: string;
  readonly Name: string;
  readonly VersionId: string;
  readonly SecretString?: string;
  readonly SecretBinary?: Uint8Array;
  readonly VersionStages: readonly string[];
  readonly CreatedDate: Date;
}

/** The value of a secret, of its AWSCURRENT version unless asked for another. */
export function getSecretValue(secrets: Secrets, input: GetSecretValueInput): SecretValue {
  const secret = secrets.findLiving(input.SecretId);
  const version = wantedVersion(secret, input);
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...(version.string !== undefined && { SecretString: version.string }),
    ...(version.binary !== undefined && { SecretBinary: Buffer.from(version.binary, 'base64') }),
    VersionStages: version.stages,
    CreatedDate: new Date(version.createdAt),
  };
}

/** Values of several secrets by id; the ones that fail are listed apart. Filters are refused. */
export function batchGetSecretValue(secrets: Secrets, input: { SecretIdList?: readonly string[] }) {
  if (!input.SecretIdList?.length)
    throw new AwsError('InvalidParameterException', 'Provide SecretIdList; Filters are not supported here.');
  const found: SecretValue[] = [];
  const errors: { SecretId: string; ErrorCode: string; Message: string }[] = [];
  for (const id of input.SecretIdList) {
    try {
      found.push(getSecretValue(secrets, { SecretId: id }));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push({ SecretId: id, ErrorCode: error.code, Message: error.message });
    }
  }
  return { SecretValues: found, Errors: errors };
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
