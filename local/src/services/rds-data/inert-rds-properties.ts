const oneServer = 'the local database is one server, always on';
const notMetered = 'nothing is monitored or metered locally';
const notEncrypted = 'local data is not encrypted';
const noBackups = 'the local cloud keeps no backups';
const noNetwork = 'there is no network around the local database';
const notDeleted = 'the local cloud deletes no resource';
const noIam = 'permissions are not enforced locally';

/** Properties of `AWS::RDS::DBCluster` that change nothing here. */
export const inertClusterProperties: Readonly<Record<string, string>> = {
  AssociatedRoles: noIam,
  AutoMinorVersionUpgrade: oneServer,
  AvailabilityZones: oneServer,
  BackupRetentionPeriod: noBackups,
  CopyTagsToSnapshot: noBackups,
  DBClusterParameterGroupName: 'parameters of the engine are not applied locally',
  DBSubnetGroupName: noNetwork,
  DeletionProtection: notDeleted,
  EnableCloudwatchLogsExports: 'PostgreSQL writes no log group locally',
  EnableIAMDatabaseAuthentication: 'nobody logs in but by the Data API',
  EngineMode: oneServer,
  EngineVersion: 'PGlite or the server of DATABASE_URL has the version it has',
  KmsKeyId: notEncrypted,
  MonitoringInterval: notMetered,
  MonitoringRoleArn: notMetered,
  NetworkType: noNetwork,
  PerformanceInsightsEnabled: notMetered,
  PerformanceInsightsKmsKeyId: notMetered,
  PerformanceInsightsRetentionPeriod: notMetered,
  PreferredBackupWindow: noBackups,
  PreferredMaintenanceWindow: oneServer,
  PubliclyAccessible: noNetwork,
  ServerlessV2ScalingConfiguration: oneServer,
  StorageEncrypted: notEncrypted,
  StorageType: oneServer,
  Tags: 'tags have no effect locally',
  VpcSecurityGroupIds: noNetwork,
};

/** Properties of `AWS::RDS::DBInstance` that change nothing here. */
export const inertInstanceProperties: Readonly<Record<string, string>> = {
  AutoMinorVersionUpgrade: oneServer,
  AvailabilityZone: oneServer,
  CACertificateIdentifier: noNetwork,
  DBInstanceClass: oneServer,
  DBParameterGroupName: 'parameters of the engine are not applied locally',
  DBSubnetGroupName: noNetwork,
  DeletionProtection: notDeleted,
  EnablePerformanceInsights: notMetered,
  Engine: oneServer,
  EngineVersion: oneServer,
  MonitoringInterval: notMetered,
  MonitoringRoleArn: notMetered,
  PerformanceInsightsKMSKeyId: notMetered,
  PerformanceInsightsRetentionPeriod: notMetered,
  PreferredMaintenanceWindow: oneServer,
  PromotionTier: oneServer,
  PubliclyAccessible: noNetwork,
  StorageEncrypted: notEncrypted,
  Tags: 'tags have no effect locally',
};
