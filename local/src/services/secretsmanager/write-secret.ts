import { AwsError, unsupported } from '../../kernel/aws-error';
import { secretArn, staged, type StoredSecret } from './secret';
import { isSameRequest, withContent, type SecretContent } from './secret-content';
import { invalidName, type Secrets } from './secrets';

export interface CreateSecretInput extends SecretContent {
  readonly Name?: string;
  readonly Description?: string;
  readonly KmsKeyId?: string;
  readonly Tags?: readonly { Key: string; Value: string }[];
}

/** Makes a secret; without a value it has no version yet. */
export function createSecret(secrets: Secrets, input: CreateSecretInput) {
  if (!input.Name || !/^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(input.Name)) throw invalidName();
  const old = secrets.named(input.Name);
  if (old && isSameRequest(old, input)) return answer(old, input.ClientRequestToken);
  if (old)
    throw new AwsError(
      'ResourceExistsException',
      `The operation failed because the secret ${input.Name} already exists.`,
    );
  const secret = secrets.save(withContent(secrets, blank(secrets, input, input.Name), input));
  return answer(secret);
}

/** Stores a new value as AWSCURRENT. */
export function putSecretValue(
  secrets: Secrets,
  input: SecretContent & { SecretId?: string; VersionStages?: unknown },
) {
  if (input.VersionStages !== undefined) throw unsupported('staging labels of your own (VersionStages)');
  if (input.SecretString === undefined && input.SecretBinary === undefined)
    throw new AwsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
  const next = secrets.save(withContent(secrets, secrets.find(input.SecretId), input));
  const version = next.versions.find(({ id }) => id === input.ClientRequestToken) ?? next.versions.at(-1);
  return { ARN: next.arn, Name: next.name, VersionId: version?.id, VersionStages: version?.stages };
}

function blank(secrets: Secrets, input: CreateSecretInput, name: string): StoredSecret {
  const now = secrets.now();
  return {
    arn: secretArn(secrets.context, name),
    name,
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.KmsKeyId !== undefined && { kmsKeyId: input.KmsKeyId }),
    tags: input.Tags ?? [],
    createdAt: now,
    changedAt: now,
    versions: [],
  };
}

function answer(secret: StoredSecret, token?: string) {
  const VersionId = token ?? staged(secret, 'AWSCURRENT')?.id;
  return { ARN: secret.arn, Name: secret.name, ...(VersionId !== undefined && { VersionId }) };
}
