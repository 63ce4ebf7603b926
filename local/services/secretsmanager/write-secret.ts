import { randomUUID } from 'node:crypto';
import { AwsError } from '../../cloud/aws-error';
import { secretArn, withCurrentVersion, type SecretVersion, type StoredSecret } from './secret';
import type { Secrets } from './secrets';

interface SecretContent {
  readonly ClientRequestToken?: string;
  readonly SecretString?: string;
  readonly SecretBinary?: string | Uint8Array;
}

export interface CreateSecretInput extends SecretContent {
  readonly Name?: string;
  readonly Description?: string;
  readonly KmsKeyId?: string;
  readonly Tags?: readonly { Key: string; Value: string }[];
}

const maximumBytes = 65_536;

/** Makes a secret; without a value it has no version yet. */
export function createSecret(secrets: Secrets, input: CreateSecretInput) {
  if (!input.Name || !/^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(input.Name))
    throw new AwsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  const old = secrets.named(input.Name);
  if (old?.deletionAt !== undefined)
    throw new AwsError(
      'InvalidRequestException',
      `You can't create this secret because a secret with this name is already scheduled for deletion.`,
    );
  if (old)
    throw new AwsError(
      'ResourceExistsException',
      `The operation failed because the secret ${input.Name} already exists.`,
    );
  const secret = secrets.save(withContent(secrets, blank(secrets, input, input.Name), input));
  return answer(secret);
}

/** Stores a new value as AWSCURRENT. Other staging labels than AWSCURRENT are refused. */
export function putSecretValue(
  secrets: Secrets,
  input: SecretContent & { SecretId?: string; VersionStages?: readonly string[] },
) {
  const secret = secrets.findLiving(input.SecretId);
  if (input.SecretString === undefined && input.SecretBinary === undefined)
    throw new AwsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
  if (input.VersionStages && input.VersionStages.join() !== 'AWSCURRENT')
    throw new AwsError('InvalidParameterException', 'The local cloud stages a new value as AWSCURRENT only.');
  const next = secrets.save(withContent(secrets, secret, input));
  return { ...answer(next), VersionStages: ['AWSCURRENT'] };
}

/** Changes a secret's description, key or value. */
export function updateSecret(
  secrets: Secrets,
  input: SecretContent & { SecretId?: string; Description?: string; KmsKeyId?: string },
) {
  const secret = {
    ...secrets.findLiving(input.SecretId),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.KmsKeyId !== undefined && { kmsKeyId: input.KmsKeyId }),
    changedAt: secrets.now(),
  };
  const hasContent = input.SecretString !== undefined || input.SecretBinary !== undefined;
  const next = secrets.save(withContent(secrets, secret, input));
  return hasContent ? answer(next) : { ARN: next.arn, Name: next.name };
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

function withContent(secrets: Secrets, secret: StoredSecret, content: SecretContent): StoredSecret {
  const version = newVersion(secrets, content);
  if (!version) return secret;
  const same = secret.versions.find(({ id }) => id === version.id);
  if (!same) return withCurrentVersion(secret, version);
  // A repeated ClientRequestToken with the same content is the same request (API_PutSecretValue).
  if (same.string === version.string && same.binary === version.binary) return secret;
  throw new AwsError(
    'ResourceExistsException',
    `The operation failed because a version with the ID ${version.id} already exists with different content.`,
  );
}

function newVersion(secrets: Secrets, content: SecretContent): Omit<SecretVersion, 'stages'> | undefined {
  const { SecretString: string, SecretBinary: blob } = content;
  if (string !== undefined && blob !== undefined)
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if (string === undefined && blob === undefined) return undefined;
  const binary = typeof blob === 'string' || blob === undefined ? blob : Buffer.from(blob).toString('base64');
  if (Buffer.byteLength(string ?? binary ?? '') > maximumBytes)
    throw new AwsError('ValidationException', `The secret value is longer than ${maximumBytes} bytes.`);
  return {
    id: content.ClientRequestToken ?? randomUUID(),
    ...(string !== undefined ? { string } : { binary }),
    createdAt: secrets.now(),
  };
}

function answer(secret: StoredSecret) {
  const current = secret.versions.find(({ stages }) => stages.includes('AWSCURRENT'));
  return { ARN: secret.arn, Name: secret.name, ...(current && { VersionId: current.id }) };
}
