import { AwsError } from '../../cloud/aws-error';
import type { Secrets } from './secrets';

interface DeleteSecretInput {
  readonly SecretId?: string;
  readonly RecoveryWindowInDays?: number;
  readonly ForceDeleteWithoutRecovery?: boolean;
}

const day = 86_400_000;

/** Marks a secret for deletion in 7 to 30 days (30 when not said), or deletes it at once when forced. */
export function deleteSecret(secrets: Secrets, input: DeleteSecretInput) {
  const secret = secrets.findLiving(input.SecretId);
  const window = input.RecoveryWindowInDays ?? 30;
  if (input.ForceDeleteWithoutRecovery && input.RecoveryWindowInDays !== undefined)
    throw new AwsError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  if (window < 7 || window > 30)
    throw new AwsError(
      'InvalidParameterException',
      'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    );
  const deletionAt = secrets.now() + (input.ForceDeleteWithoutRecovery ? 0 : window * day);
  if (input.ForceDeleteWithoutRecovery) secrets.remove(secret);
  else secrets.save({ ...secret, deletionAt });
  return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(deletionAt) };
}

/** Takes a mark for deletion back. */
export function restoreSecret(secrets: Secrets, input: { SecretId?: string }) {
  const secret = secrets.save({ ...secrets.find(input.SecretId), deletionAt: undefined });
  return { ARN: secret.arn, Name: secret.name };
}
