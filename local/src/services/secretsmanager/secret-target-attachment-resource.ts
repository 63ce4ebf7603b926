import { AwsError } from '../../kernel/aws-error';
import type { ResourceType } from '../../kernel/service';
import type { StoredCluster } from '../rds-data/stored-cluster';
import { getSecretValue } from './get-secret-value';
import type { Secrets } from './secrets';
import { putSecretValue } from './write-secret';

/** `AWS::SecretsManager::SecretTargetAttachment`: writes the cluster's address into the secret. */
export function secretTargetAttachmentResource(secrets: Secrets): ResourceType {
  return {
    properties: ['SecretId', 'TargetId', 'TargetType'],
    create: ({ properties }) => {
      const { SecretId, TargetId, TargetType } = properties as Record<string, string>;
      if (TargetType !== 'AWS::RDS::DBCluster')
        throw new AwsError(
          'ValidationError',
          `SecretTargetAttachment: TargetType ${TargetType} is not supported locally; AWS::RDS::DBCluster is.`,
        );
      const { ARN } = attach(secrets, SecretId!, TargetId!);
      return { ref: ARN, attributes: { Id: ARN } };
    },
  };
}

function attach(secrets: Secrets, secretId: string, clusterId: string) {
  const value = getSecretValue(secrets, { SecretId: secretId });
  const old = value.SecretString ?? '{}';
  const next = JSON.stringify({ ...(JSON.parse(old) as object), ...connection(secrets, clusterId) });
  if (next !== old) putSecretValue(secrets, { SecretId: secretId, SecretString: next });
  return value;
}

/** The members that AWS adds (Secrets Manager user guide, "JSON structure of database credential secrets"). */
function connection(secrets: Secrets, clusterId: string) {
  const clusters = secrets.context.store.map<StoredCluster>('rds-clusters');
  const cluster = clusters.get(clusterId);
  if (!cluster)
    throw new AwsError('ValidationError', `SecretTargetAttachment: there is no DB cluster ${clusterId}.`);
  return {
    dbClusterIdentifier: cluster.identifier,
    engine: 'postgres',
    host: cluster.host,
    port: cluster.port,
    ...(cluster.databaseName && { dbname: cluster.databaseName }),
  };
}
