import { randomBytes } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';

export interface MasterSecret {
  readonly arn: string;
  readonly password: string;
}

/**
 * The secret that RDS makes and owns with `ManageMasterUserPassword` (AuroraUserGuide, "Password management with Amazon
 * Aurora and AWS Secrets Manager"). One that is there is kept, as its password is the role's; it is not rotated here.
 */
export async function managedMasterSecret(
  context: CloudContext,
  resourceId: string,
  username: string,
): Promise<MasterSecret> {
  const name = `rds!${resourceId.toLowerCase()}`;
  return (await existing(context, name)) ?? (await made(context, name, username));
}

async function existing(context: CloudContext, SecretId: string): Promise<MasterSecret | undefined> {
  try {
    const secret = await context.call<{ ARN: string; SecretString: string }>(
      'secretsmanager',
      'GetSecretValue',
      { SecretId },
      { caller: 'rds' },
    );
    const { password } = JSON.parse(secret.SecretString) as { password: string };
    return { arn: secret.ARN, password };
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function made(context: CloudContext, Name: string, username: string): Promise<MasterSecret> {
  const password = randomBytes(24).toString('base64url');
  const SecretString = JSON.stringify({ username, password });
  const { ARN } = await context.call<{ ARN: string }>(
    'secretsmanager',
    'CreateSecret',
    { Name, SecretString },
    { caller: 'rds' },
  );
  return { arn: ARN, password };
}
