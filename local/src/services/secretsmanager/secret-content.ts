import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error';
import { withVersion, type SecretVersion, type StoredSecret } from './secret';
import type { Secrets } from './secrets';

/** A value as callers give it. */
export interface SecretContent {
  readonly ClientRequestToken?: string;
  readonly SecretString?: string;
  readonly SecretBinary?: string | Uint8Array;
}

const maximumBytes = 65_536;
/** (API reference, CreateSecret and PutSecretValue) */
const TOKEN = /^[^]{32,64}$/;

/** The secret with the given value as a new version; without a value as it is. */
export function withContent(
  secrets: Secrets,
  secret: StoredSecret,
  content: SecretContent,
  labels: readonly string[] = ['AWSCURRENT'],
): StoredSecret {
  const version = newVersion(secrets, content);
  if (!version) return secret;
  const same = secret.versions.find(({ id }) => id === version.id);
  if (!same) return withVersion(secret, version, labels);
  // A repeated ClientRequestToken with the same content is the same request (API_PutSecretValue).
  if (same.string === version.string && same.binary === version.binary) return secret;
  throw tokenInUse(version.id, secret);
}

/** CreateSecret with a known token and content is the same request again. (API reference, CreateSecret) */
export function isSameRequest(old: StoredSecret, { ClientRequestToken: token, ...content }: SecretContent) {
  const version = old.versions.find(({ id }) => id === token);
  if (!version) return false;
  const binary = base64(content.SecretBinary);
  if (version.string === content.SecretString && version.binary === binary) return true;
  throw tokenInUse(version.id, old);
}

function tokenInUse(token: string, { arn }: StoredSecret): AwsError {
  return new AwsError(
    'ResourceExistsException',
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`,
  );
}

function base64(blob: string | Uint8Array | undefined): string | undefined {
  return typeof blob === 'string' || blob === undefined ? blob : Buffer.from(blob).toString('base64');
}

function newVersion(secrets: Secrets, content: SecretContent): Omit<SecretVersion, 'stages'> | undefined {
  const { SecretString: string, SecretBinary: blob } = content;
  if (string !== undefined && blob !== undefined)
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if (string === undefined && blob === undefined) return undefined;
  if (content.ClientRequestToken !== undefined && !TOKEN.test(content.ClientRequestToken))
    throw new AwsError('InvalidParameterException', 'ClientRequestToken must be 32-64 characters long.');
  const binary = base64(blob);
  if (Buffer.byteLength(string ?? binary ?? '') > maximumBytes)
    throw new AwsError('ValidationException', `The secret value is longer than ${maximumBytes} bytes.`);
  return {
    id: content.ClientRequestToken ?? randomUUID(),
    ...(string !== undefined ? { string } : { binary }),
    createdAt: secrets.now(),
  };
}
