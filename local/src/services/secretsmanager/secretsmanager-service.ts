import type { CloudContext } from '../../kernel/cloud-context';
import { AwsError } from '../../kernel/aws-error';
import { constrained } from '../../kernel/constraints';
import type { Operation, ResourceType, Service } from '../../kernel/service';
import { deleteSecret, restoreSecret } from './delete-secret';
import { batchGetSecretValue } from './batch-get-secret-value';
import { describeSecret } from './describe-secret';
import { getSecretValue } from './get-secret-value';
import { LIST_CONSTRAINTS, listSecrets } from './list-secrets';
import { randomPassword } from './random-password';
import { secretResource } from './secret-resource';
import { Secrets } from './secrets';
import { createSecret, putSecretValue, updateSecret } from './write-secret';

/** AWS Secrets Manager: values, versions and generated passwords. Rotation does not happen locally. */
export function createSecretsManager(context: CloudContext): Service {
  const secrets = new Secrets(context);
  const on =
    <Input>(run: (secrets: Secrets, input: Input) => unknown): Operation =>
    (input: never) =>
      run(secrets, input);
  const operations = {
    BatchGetSecretValue: on(batchGetSecretValue),
    CreateSecret: on(createSecret),
    DeleteSecret: on(deleteSecret),
    DescribeSecret: on(describeSecret),
    GetRandomPassword: (input: never) => ({ RandomPassword: randomPassword(input) }),
    GetSecretValue: on(getSecretValue),
    ListSecrets: on(listSecrets),
    PutSecretValue: on(putSecretValue),
    RestoreSecret: on(restoreSecret),
    UpdateSecret: on(updateSecret),
  };
  return {
    name: 'secretsmanager',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'secretsmanager' },
    members: 'pascal',
    operations: constrained(operations, { ListSecrets: LIST_CONSTRAINTS }, refused),
    resources: {
      'AWS::SecretsManager::Secret': secretResource(secrets),
      'AWS::SecretsManager::ResourcePolicy': resourcePolicy,
    },
  };
}

function refused(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** Access policies are not enforced locally; RotationSchedule stays unsupported, since nothing would rotate. */
const resourcePolicy: ResourceType = {
  properties: [],
  inert: {
    SecretId: 'access policies are not enforced locally',
    ResourcePolicy: 'access policies are not enforced locally',
    BlockPublicPolicy: 'access policies are not enforced locally',
  },
  create: ({ properties }) => ({ ref: String(properties.SecretId) }),
};
