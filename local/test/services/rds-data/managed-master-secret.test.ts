import { startDataApiCloud, type DataApiCloud } from './data-api-cloud';

type Cloud = DataApiCloud;

const make = (cloud: Cloud) =>
  cloud.make('AWS::RDS::DBCluster', 'Managed', {
    DBClusterIdentifier: 'managed',
    Engine: 'aurora-postgresql',
    DatabaseName: 'registration',
    EnableHttpEndpoint: true,
    MasterUsername: 'registration_owner',
    ManageMasterUserPassword: true,
  });

describe('a cluster whose master password RDS manages', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startDataApiCloud();
  });
  afterAll(() => cloud.stop());

  it('has a secret that logs its owner in', async () => {
    const { attributes } = await make(cloud);
    const secretArn = attributes?.['MasterUserSecret.SecretArn'];

    expect(secretArn).toContain(':secret:rds!cluster-');
    expect(await cloud.execute('SELECT current_user::text', { secretArn })).toMatchObject({
      records: [[{ stringValue: 'registration_owner' }]],
    });
  });

  it('keeps its secret and password when it is made again, as at a start with kept data', async () => {
    const secretOf = async () => {
      const { attributes } = await make(cloud);
      return cloud.call('secretsmanager', 'GetSecretValue', {
        SecretId: attributes?.['MasterUserSecret.SecretArn'],
      });
    };

    expect(await secretOf()).toEqual(await secretOf());
  });
});
