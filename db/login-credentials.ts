import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The secret of a login of ours. */
export interface LoginCredentials {
  readonly username: string;
  readonly password: string;
}

/** Reads the secret of a login. An error names the secret and never shows its content. */
export async function readLoginCredentials(
  client: SecretsManagerClient,
  secretArn: string,
): Promise<LoginCredentials> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const { username, password } = parse(SecretString ?? '');
  if (typeof username === 'string' && typeof password === 'string' && password !== '')
    return { username, password };
  throw new Error(`The secret ${secretArn} is not a JSON object with the texts "username" and "password".`);
}

function parse(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
