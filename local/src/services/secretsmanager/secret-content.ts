import { randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../../kernel/aws-error';
import { withVersion, type StoredSecret } from './secret';
import type { Secrets } from './secrets';

/** A value as callers give it. */
export interface SecretContent {
  readonly ClientRequestToken?: string;
  readonly SecretString?: string;
  readonly SecretBinary?: unknown;
}

const maximumBytes = 65_536;
/** (API reference, CreateSecret and PutSecretValue) */
const TOKEN = /^[^]{32,64}$/;

/** The secret with the given value as a new version; without a value as it is. */
export function withContent(secrets: Secrets, secret: StoredSecret, content: SecretContent): StoredSecret {
  const { ClientRequestToken: id = randomUUID(), SecretString: string, SecretBinary } = content;
  if (SecretBinary !== undefined) throw unsupported('binary values of secrets (SecretBinary)');
  if (string === undefined) return secret;
  if (!TOKEN.test(id))
    throw new AwsError('InvalidParameterException', 'ClientRequestToken must be 32-64 characters long.');
  if (Buffer.byteLength(string) > maximumBytes)
    throw new AwsError('ValidationException', `The secret value is longer than ${maximumBytes} bytes.`);
  if (isSameRequest(secret, { ClientRequestToken: id, SecretString: string })) return secret;
  return withVersion(secret, { id, string, createdAt: secrets.now() });
}

/** Whether a version has this token and value: then it is the same request again. (API reference, CreateSecret) */
export function isSameRequest(
  { arn, versions }: StoredSecret,
  { ClientRequestToken: token, SecretString }: SecretContent,
): boolean {
  const version = versions.find(({ id }) => id === token);
  if (version && version.string !== SecretString)
    throw new AwsError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`,
    );
  return version !== undefined;
}
