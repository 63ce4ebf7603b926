import type { CloudContext } from '../../kernel/cloud-context';
import type { Operation, ResourceType, Service } from '../../kernel/service';
import { deleteSecret } from './delete-secret';
import { describeSecret } from './describe-secret';
import { getSecretValue } from './get-secret-value';
import { secretResource } from './secret-resource';
import { Secrets } from './secrets';
import { createSecret, putSecretValue } from './write-secret';

/** AWS Secrets Manager: values and versions. Rotation does not happen locally. */
export function createSecretsManager(context: CloudContext): Service {
  const secrets = new Secrets(context);
  const on =
    <Input>(run: (secrets: Secrets, input: Input) => unknown): Operation =>
    (input: never) =>
      run(secrets, input);
  return {
    name: 'secretsmanager',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'secretsmanager' },
    members: 'pascal',
    operations: {
      CreateSecret: on(createSecret),
      DeleteSecret: on(deleteSecret),
      DescribeSecret: on(describeSecret),
      GetSecretValue: on(getSecretValue),
      PutSecretValue: on(putSecretValue),
    },
    resources: {
      'AWS::SecretsManager::Secret': secretResource(secrets),
      'AWS::SecretsManager::ResourcePolicy': resourcePolicy,
    },
  };
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
