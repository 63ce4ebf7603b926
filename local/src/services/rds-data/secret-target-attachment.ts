import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { ResourceType } from '../../kernel/service';
import type { Clusters } from './clusters';

/** `AWS::SecretsManager::SecretTargetAttachment`: writes the cluster's address into the secret. */
export function secretTargetAttachment(context: CloudContext, clusters: Clusters): ResourceType {
  return {
    properties: ['SecretId', 'TargetId', 'TargetType'],
    create: async ({ logicalId, properties }) => {
      const { SecretId, TargetId, TargetType } = properties as Record<string, string>;
      if (TargetType !== 'AWS::RDS::DBCluster')
        throw new AwsError(
          'ValidationError',
          `SecretTargetAttachment: TargetType ${TargetType} is not supported locally; AWS::RDS::DBCluster is.`,
        );
      const call = <Output>(operation: string, input: object) =>
        context.call<Output>('secretsmanager', operation, input, { caller: `cloudformation:${logicalId}` });
      const secret = await call<{ ARN: string; SecretString?: string }>('GetSecretValue', { SecretId });
      const old = secret.SecretString ?? '{}';
      const SecretString = JSON.stringify({
        ...(JSON.parse(old) as object),
        ...connection(clusters, TargetId!),
      });
      if (SecretString !== old) await call('PutSecretValue', { SecretId, SecretString });
      return { ref: secret.ARN, attributes: { Id: secret.ARN } };
    },
  };
}

/** The members that AWS adds (Secrets Manager user guide, "JSON structure of database credential secrets"). */
function connection(clusters: Clusters, clusterId: string) {
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
