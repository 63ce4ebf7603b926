import { AwsError } from '../../kernel/aws-error';
import { secretArn } from './secret';
import type { Secrets } from './secrets';

interface DeleteSecretInput {
  readonly SecretId?: string;
  readonly RecoveryWindowInDays?: number;
  readonly ForceDeleteWithoutRecovery?: boolean;
}

const day = 86_400_000;

/** Marks a secret for deletion in 7 to 30 days (30 when not said), or deletes it at once when forced. */
export function deleteSecret(secrets: Secrets, input: DeleteSecretInput) {
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
  if (input.ForceDeleteWithoutRecovery) return deleteAtOnce(secrets, input.SecretId);
  const secret = secrets.findLiving(input.SecretId);
  const deletionAt = secrets.now() + window * day;
  secrets.save({ ...secret, deletionAt });
  return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(deletionAt) };
}

/** One that is marked for deletion goes too, and one that is not there is no error. (API reference, DeleteSecret) */
function deleteAtOnce(secrets: Secrets, id: string | undefined) {
  const secret = secrets.search(id);
  if (secret) secrets.remove(secret);
  const name = secret?.name ?? String(id);
  const ARN = secret?.arn ?? (name.startsWith('arn:') ? name : secretArn(secrets.context, name));
  return { ARN, Name: name, DeletionDate: new Date(secrets.now()) };
}

/** Takes a mark for deletion back. */
export function restoreSecret(secrets: Secrets, input: { SecretId?: string }) {
  const secret = secrets.save({ ...secrets.find(input.SecretId), deletionAt: undefined });
  return { ARN: secret.arn, Name: secret.name };
}
