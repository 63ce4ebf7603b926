import { AwsError } from '../../kernel/aws-error';
import { getSecretValue, type SecretValue } from './get-secret-value';
import { secretsPage, type ListSecretsInput } from './list-secrets';
import type { Secrets } from './secrets';

interface BatchGetSecretValueInput extends Pick<ListSecretsInput, 'Filters' | 'MaxResults' | 'NextToken'> {
  readonly SecretIdList?: readonly string[];
}

/** Values of several secrets, by id or by filters; the ones that fail are listed apart. */
export function batchGetSecretValue(secrets: Secrets, input: BatchGetSecretValueInput) {
  const { SecretIdList: ids, Filters, MaxResults, NextToken: token } = input;
  if (!ids?.length === !Filters?.length)
    throw refused("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
  if (ids && (MaxResults !== undefined || token !== undefined))
    throw refused("'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
  if (ids && ids.length > 20) throw refused("'SecretIdList' can contain at most 20 secrets.");
  if (ids) return values(secrets, ids);
  const { items, NextToken } = secretsPage(secrets, { Filters, MaxResults, NextToken: token }, 20);
  return {
    ...values(
      secrets,
      items.map(({ arn }) => arn),
    ),
    NextToken,
  };
}

function values(secrets: Secrets, ids: readonly string[]) {
  const SecretValues: SecretValue[] = [];
  const Errors: { SecretId: string; ErrorCode: string; Message: string }[] = [];
  for (const SecretId of ids) {
    try {
      SecretValues.push(getSecretValue(secrets, { SecretId }));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
    }
  }
  return { SecretValues, Errors };
}

function refused(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
