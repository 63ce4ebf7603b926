import { createHash } from 'node:crypto';
import type { CloudContext } from '../../cloud/cloud-context';

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

/** The secret with one more version: it becomes AWSCURRENT, the old current AWSPREVIOUS, a version without a label goes. */
export function withCurrentVersion(secret: StoredSecret, next: Omit<SecretVersion, 'stages'>): StoredSecret {
  const kept = secret.versions.flatMap((version) => relabelled(version));
  return {
    ...secret,
    changedAt: next.createdAt,
    versions: [...kept, { ...next, stages: ['AWSCURRENT'] }],
  };
}

function relabelled(version: SecretVersion): SecretVersion[] {
  const own = version.stages.filter((stage) => stage !== 'AWSCURRENT' && stage !== 'AWSPREVIOUS');
  const stages = version.stages.includes('AWSCURRENT') ? [...own, 'AWSPREVIOUS'] : own;
  return stages.length ? [{ ...version, stages }] : [];
}
