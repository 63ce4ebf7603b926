/** A resource as `aws cloudformation list-stack-resources` lists it. */
export interface StackResource {
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
}

/** By which property an import finds a resource: the primary identifier in the schema of its type. */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': 'UserPoolId',
  'AWS::Cognito::UserPoolClient': 'ClientId',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EC2::RouteTable': 'RouteTableId',
  'AWS::EC2::SecurityGroup': 'Id',
  'AWS::EC2::Subnet': 'SubnetId',
  'AWS::EC2::SubnetRouteTableAssociation': 'Id',
  'AWS::EC2::VPC': 'VpcId',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::Events::EventBus': 'Name',
  'AWS::KMS::Key': 'KeyId',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBClusterParameterGroup': 'DBClusterParameterGroupName',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::SecretsManager::Secret': 'Id',
  'AWS::SQS::Queue': 'QueueUrl',
};

/**
 * What `cdk import --resource-mapping` reads: by logical id, how to find each resource that a deleted stack left behind
 * (its status is DELETE_SKIPPED). Throws for a type that has no identifier here.
 */
export function resourceMapping(resources: readonly StackResource[]): Record<string, Record<string, string>> {
  const kept = resources.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_SKIPPED');
  const pool = kept.find(({ ResourceType }) => ResourceType === 'AWS::Cognito::UserPool');
  return Object.fromEntries(
    kept.map(({ LogicalResourceId, PhysicalResourceId = '', ResourceType }) => {
      const name = IDENTIFIERS[ResourceType];
      if (!name)
        throw new Error(`${LogicalResourceId}: how is a ${ResourceType} found? Add it to IDENTIFIERS.`);
      const ofPool = ResourceType === 'AWS::Cognito::UserPoolClient';
      return [
        LogicalResourceId,
        { ...(ofPool && { UserPoolId: pool?.PhysicalResourceId ?? '' }), [name]: PhysicalResourceId },
      ];
    }),
  );
}
