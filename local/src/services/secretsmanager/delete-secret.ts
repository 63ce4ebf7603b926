import { unsupported } from '../../kernel/aws-error';
import { secretArn } from './secret';
import type { Secrets } from './secrets';

interface DeleteSecretInput {
  readonly SecretId?: string;
  readonly RecoveryWindowInDays?: number;
  readonly ForceDeleteWithoutRecovery?: boolean;
}

/** Deletes a secret at once; one that is not there is no error. (API reference, DeleteSecret) */
export function deleteSecret(secrets: Secrets, input: DeleteSecretInput) {
  if (!input.ForceDeleteWithoutRecovery || input.RecoveryWindowInDays !== undefined)
    throw unsupported('the deletion of a secret in some days (without ForceDeleteWithoutRecovery)');
  const secret = secrets.search(input.SecretId);
  if (secret) secrets.remove(secret);
  const name = secret?.name ?? String(input.SecretId);
  const ARN = secret?.arn ?? (name.startsWith('arn:') ? name : secretArn(secrets.context, name));
  return { ARN, Name: name, DeletionDate: new Date(secrets.now()) };
}
