import { createHash } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { Created, Resource, ResourceType } from '../../kernel/service';
import type { Clusters, StoredCluster } from './clusters';
import type { Database } from './database';
import { inertClusterProperties } from './inert-rds-properties';
import { managedMasterSecret, type MasterSecret } from './managed-master-secret';

/** `AWS::RDS::DBCluster`: the database, its master user, and whether the Data API answers for it. */
export function dbClusterResource(
  context: CloudContext,
  clusters: Clusters,
  database: Database,
): ResourceType {
  return {
    properties: [
      'DBClusterIdentifier',
      'DatabaseName',
      'EnableHttpEndpoint',
      'Engine',
      'ManageMasterUserPassword',
      'MasterUsername',
      'MasterUserPassword',
      'Port',
    ],
    inert: inertClusterProperties,
    create: async (resource) => {
      const cluster = describe(context, resource);
      const masterUsername = given(resource, 'MasterUsername');
      const managed = isManaged(resource)
        ? await managedMasterSecret(context, cluster.resourceId, masterUsername)
        : undefined;
      clusters.save({ ...cluster, masterUsername });
      await database.provision({
        database: cluster.databaseName ?? 'postgres',
        masterUsername,
        masterPassword: managed?.password ?? given(resource, 'MasterUserPassword'),
      });
      return created(cluster, managed);
    },
  };
}

function describe(context: CloudContext, { properties, physicalName }: Resource): StoredCluster {
  if (properties.Engine !== 'aurora-postgresql')
    throw new AwsError(
      'ValidationError',
      `DBCluster: Engine ${String(properties.Engine)} is not supported locally; aurora-postgresql is.`,
    );
  const identifier = ((properties.DBClusterIdentifier as string | undefined) ?? physicalName).toLowerCase();
  const unique = createHash('sha256').update(identifier).digest('hex').slice(0, 12);
  return {
    identifier,
    arn: `arn:aws:rds:${context.region}:${context.accountId}:cluster:${identifier}`,
    resourceId: `cluster-${unique.toUpperCase()}`,
    host: `${identifier}.cluster-${unique}.${context.region}.rds.amazonaws.com`,
    port: Number(properties.Port ?? 5432),
    ...(properties.DatabaseName !== undefined && { databaseName: properties.DatabaseName as string }),
    masterUsername: '',
    httpEndpoint: properties.EnableHttpEndpoint === true || properties.EnableHttpEndpoint === 'true',
  };
}

function given({ logicalId, properties }: Resource, property: string): string {
  const value = properties[property];
  if (typeof value !== 'string' || !value)
    throw new AwsError(
      'ValidationError',
      `DBCluster ${logicalId}: give ${property}; the local cloud makes up none.`,
    );
  return value;
}

function isManaged({ properties }: Resource): boolean {
  return String(properties.ManageMasterUserPassword) === 'true';
}

function created(cluster: StoredCluster, managed?: MasterSecret): Created {
  return {
    ref: cluster.identifier,
    attributes: {
      DBClusterArn: cluster.arn,
      ...(managed && { 'MasterUserSecret.SecretArn': managed.arn }),
      DBClusterResourceId: cluster.resourceId,
      'Endpoint.Address': cluster.host,
      'Endpoint.Port': String(cluster.port),
      'ReadEndpoint.Address': cluster.host.replace('.cluster-', '.cluster-ro-'),
    },
  };
}
