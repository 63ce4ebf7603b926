import { createHash } from 'node:crypto';
import type { CloudContext } from '../../kernel/cloud-context';

/** A secret as the store keeps it. Times are epoch milliseconds, binary values base64. */
export interface StoredSecret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags: readonly { Key: string; Value: string }[];
  readonly createdAt: number;
  readonly changedAt: number;
  readonly accessedAt?: number;
  /** When it goes for good; set by DeleteSecret. */
  readonly deletionAt?: number;
  readonly versions: readonly SecretVersion[];
}

export interface SecretVersion {
  readonly id: string;
  readonly string?: string;
  readonly binary?: string;
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

/** So many versions are kept at most; what bears no label goes first. (API reference, PutSecretValue) */
const MOST_VERSIONS = 100;

/**
 * The secret with one more version, which takes its labels from the others. Who loses AWSCURRENT becomes AWSPREVIOUS; a
 * version without a label is deprecated, and still read by its id.
 */
export function withVersion(
  secret: StoredSecret,
  next: Omit<SecretVersion, 'stages'>,
  labels: readonly string[],
): StoredSecret {
  const takesCurrent = labels.includes('AWSCURRENT');
  const taken = new Set(takesCurrent ? [...labels, 'AWSPREVIOUS'] : labels);
  const kept = secret.versions.map((version) => ({
    ...version,
    stages: [
      ...version.stages.filter((stage) => !taken.has(stage)),
      ...(takesCurrent && version.stages.includes('AWSCURRENT') ? ['AWSPREVIOUS'] : []),
    ].sort(),
  }));
  const versions = [...kept, { ...next, stages: [...new Set(labels)].sort() }];
  const excess = versions.length - MOST_VERSIONS;
  const deprecated = versions.filter(({ stages }) => stages.length === 0).slice(0, Math.max(0, excess));
  return {
    ...secret,
    changedAt: next.createdAt,
    versions: versions.filter((version) => !deprecated.includes(version)),
  };
}
