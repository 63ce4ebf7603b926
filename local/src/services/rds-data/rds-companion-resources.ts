import type { CloudContext } from '../../kernel/cloud-context';
import type { Resource, ResourceType } from '../../kernel/service';
import { inertInstanceProperties } from './inert-rds-properties';
import type { Clusters } from './clusters';

/** The RDS resources that surround a cluster in a template. Here they are names only. */
export function rdsCompanionResources(
  context: CloudContext,
  clusters: Clusters,
): Record<string, ResourceType> {
  return {
    'AWS::RDS::DBInstance': {
      properties: ['DBInstanceIdentifier', 'DBClusterIdentifier'],
      inert: inertInstanceProperties,
      create: (resource) => instance(context, clusters, resource),
    },
    'AWS::RDS::DBSubnetGroup': named('DBSubnetGroupName', {
      DBSubnetGroupDescription: 'text for readers',
      SubnetIds: 'there is no network around the local database',
      Tags: 'tags have no effect locally',
    }),
    'AWS::RDS::DBClusterParameterGroup': named('DBClusterParameterGroupName', parameterGroup),
    'AWS::RDS::DBParameterGroup': named('DBParameterGroupName', parameterGroup),
  };
}

const parameterGroup = {
  Description: 'text for readers',
  Family: 'parameters of the engine are not applied locally',
  Parameters: 'parameters of the engine are not applied locally',
  Tags: 'tags have no effect locally',
};

function instance(context: CloudContext, clusters: Clusters, { properties, physicalName }: Resource) {
  const identifier = ((properties.DBInstanceIdentifier as string | undefined) ?? physicalName).toLowerCase();
  const cluster = clusters.get(String(properties.DBClusterIdentifier));
  return {
    ref: identifier,
    attributes: {
      DBInstanceArn: `arn:aws:rds:${context.region}:${context.accountId}:db:${identifier}`,
      DbiResourceId: `db-${identifier}`,
      'Endpoint.Address': cluster?.host ?? '',
      'Endpoint.Port': String(cluster?.port ?? 5432),
    },
  };
}

function named(property: string, inert: Readonly<Record<string, string>>): ResourceType {
  return {
    properties: [property],
    inert,
    create: ({ properties, physicalName }) => {
      const name = ((properties[property] as string | undefined) ?? physicalName).toLowerCase();
      return { ref: name, attributes: { [property]: name } };
    },
  };
}
