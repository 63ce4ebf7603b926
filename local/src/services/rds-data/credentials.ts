import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** User and password from a secret, by its name or ARN. Which exception means what: API_ExecuteStatement, "Errors". */
export async function readCredentials(context: CloudContext, secretArn: string): Promise<Credentials> {
  const { SecretString } = await context
    .call<{ SecretString?: string }>(
      'secretsmanager',
      'GetSecretValue',
      { SecretId: secretArn },
      { caller: 'rds-data' },
    )
    .catch((error: unknown) => {
      throw secretsError(error);
    });
  return parse(SecretString, secretArn);
}

function secretsError(error: unknown): unknown {
  if (!(error instanceof AwsError)) return error;
  if (error.code === 'AccessDeniedException') return error;
  return new AwsError('SecretsErrorException', error.message);
}

function parse(secret: string | undefined, secretArn: string): Credentials {
  try {
    const { username, password } = JSON.parse(secret ?? '') as Record<string, unknown>;
    if (typeof username === 'string' && typeof password === 'string') return { user: username, password };
  } catch {
    // Falls through to the refusal: no JSON is no credentials.
  }
  throw new AwsError(
    'InvalidSecretException',
    `The secret ${secretArn} does not hold the username and password of a database user.`,
  );
}
