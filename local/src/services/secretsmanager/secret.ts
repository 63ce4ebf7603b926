import { createHash } from 'node:crypto';
import type { CloudContext } from '../../kernel/cloud-context';

/** A secret as the store keeps it. Times are epoch milliseconds. */
export interface StoredSecret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags: readonly { Key: string; Value: string }[];
  readonly createdAt: number;
  readonly changedAt: number;
  readonly accessedAt?: number;
  /** The newest last. */
  readonly versions: readonly SecretVersion[];
}

export interface SecretVersion {
  readonly id: string;
  readonly string: string;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The ARN of a secret: AWS ends it in six random characters, here they follow from the name so that restarts agree. */
export function secretArn(context: CloudContext, name: string): string {
  const digest = createHash('sha256').update(name).digest();
  const suffix = [...digest.subarray(0, 6)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `arn:aws:secretsmanager:${context.region}:${context.accountId}:secret:${name}-${suffix}`;
}

/** The version that bears a staging label. */
export function staged(secret: StoredSecret, stage: string): SecretVersion | undefined {
  return secret.versions.find((version) => version.stages.includes(stage));
}

/** So many versions are kept at most. (API reference, PutSecretValue) */
const MOST_VERSIONS = 100;

/** The secret with a new current version; the one before becomes AWSPREVIOUS, an older one is still read by its id. */
export function withVersion(secret: StoredSecret, next: Omit<SecretVersion, 'stages'>): StoredSecret {
  const kept = secret.versions.map((version) => ({
    ...version,
    stages: version.stages.includes('AWSCURRENT') ? ['AWSPREVIOUS'] : [],
  }));
  const versions = [...kept, { ...next, stages: ['AWSCURRENT'] }].slice(-MOST_VERSIONS);
  return { ...secret, changedAt: next.createdAt, versions };
}
