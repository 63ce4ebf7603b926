import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const cluster = findResource(template, 'AWS::RDS::DBCluster').Properties;

describe('UserDatabase', () => {
  it('is reached by the Data API, pauses when nobody does, and is backed up', () => {
    expect(cluster).toMatchObject({
      Engine: 'aurora-postgresql',
      EnableHttpEndpoint: true,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4, SecondsUntilAutoPause: 900 },
      BackupRetentionPeriod: 14,
      DeletionProtection: true,
    });
  });

  it('never pauses when it may not go down to zero', () => {
    const awake = synthesizeStack({ context: { databaseMinCapacity: '0.5' } }).template;

    expect(findResource(awake, 'AWS::RDS::DBCluster').Properties['ServerlessV2ScalingConfiguration']).toEqual(
      {
        MinCapacity: 0.5,
        MaxCapacity: 4,
      },
    );
  });

  it('is encrypted with the key of this stack', () => {
    const key = { 'Fn::GetAtt': [expect.stringMatching(/^PersonalDataKey/), 'Arn'] };

    expect(cluster).toMatchObject({ StorageEncrypted: true, KmsKeyId: key });
    expect(findResource(template, 'AWS::RDS::DBInstance').Properties).toMatchObject({
      PubliclyAccessible: false,
      PerformanceInsightsKMSKeyId: key,
    });
  });

  it('stands in a network that leads nowhere', () => {
    const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
    const group = findResource(template, 'AWS::EC2::SecurityGroup').Properties;

    for (const way of ['InternetGateway', 'NatGateway', 'Route', 'VPCEndpoint', 'VPCPeeringConnection']) {
      expect(types).not.toContain(`AWS::EC2::${way}`);
    }
    expect(group).not.toHaveProperty('SecurityGroupIngress');
    expect(group['SecurityGroupEgress']).toEqual([expect.objectContaining({ CidrIp: '255.255.255.255/32' })]);
  });

  it('stands in the zones that were chosen, for not each zone of an older region has Aurora Serverless', () => {
    const chosen = synthesizeStack({ context: { databaseZones: 'us-east-1b,us-east-1c' } }).template;
    const zones = Object.values(chosen.Resources)
      .filter(({ Type }) => Type === 'AWS::EC2::Subnet')
      .map(({ Properties }) => Properties['AvailabilityZone']);

    expect(zones).toEqual(['us-east-1b', 'us-east-1c']);
  });

  it('logs slow statements without the values in them', () => {
    expect(findResource(template, 'AWS::RDS::DBClusterParameterGroup').Properties).toMatchObject({
      Parameters: {
        'rds.force_ssl': '1',
        log_parameter_max_length: '0',
        log_parameter_max_length_on_error: '0',
        log_error_verbosity: 'terse',
      },
    });
    expect(findResource(template, 'AWS::Logs::LogGroup', 'UserDatabase').Properties).toMatchObject({
      LogGroupName: '/aws/rds/cluster/user-registration/postgresql',
      RetentionInDays: 30,
    });
  });

  it('leaves the password of its owner to RDS, which changes it every week', () => {
    expect(cluster).toMatchObject({ ManageMasterUserPassword: true, MasterUsername: 'registration_owner' });
    expect(cluster).not.toHaveProperty('MasterUserPassword');
  });

  it.each([
    ['the workflow', 'UserDatabaseRegistrationSecret', 'registration_workflow'],
    ['whoever reads users', 'UserDatabaseReaderSecret', 'registration_reader'],
  ])('has a login of its own for %s', (_whom, id, username) => {
    expect(findResource(template, 'AWS::SecretsManager::Secret', id).Properties).toMatchObject({
      GenerateSecretString: {
        SecretStringTemplate: JSON.stringify({ username }),
        GenerateStringKey: 'password',
      },
    });
  });
});
