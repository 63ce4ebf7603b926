import { foundations } from '../../../src/foundations';
import { Clusters } from '../../../src/services/rds-data/clusters';
import { secretTargetAttachment } from '../../../src/services/rds-data/secret-target-attachment';
import { createSecretsManager } from '../../../src/services/secretsmanager/secretsmanager-service';

function start(TargetId: string) {
  const { context, gateway } = foundations({ assemblyDir: '' });
  gateway.register(createSecretsManager(context));
  const clusters = new Clusters(context);
  clusters.save({
    identifier: 'users',
    arn: 'arn',
    resourceId: 'cluster-1',
    host: 'users.example',
    port: 5432,
    databaseName: 'registration',
    masterUsername: 'owner',
    httpEndpoint: true,
  });
  const call = <Output>(operation: string, input: object) =>
    gateway.call<Output>('secretsmanager', operation, input, { caller: 'client' });
  const attach = async (SecretId: string) =>
    secretTargetAttachment(context, clusters).create({
      logicalId: 'Attachment',
      type: 'AWS::SecretsManager::SecretTargetAttachment',
      physicalName: 'Test-Attachment',
      properties: { SecretId, TargetId, TargetType: 'AWS::RDS::DBCluster' },
    });
  return { call, attach };
}

it('writes the address of a cluster into its secret, beside what stands there', async () => {
  const { call, attach } = start('users');
  const SecretString = '{"username":"owner","password":"p"}';
  const { ARN } = await call<{ ARN: string }>('CreateSecret', { Name: 'owner', SecretString });

  expect(await attach(ARN)).toEqual({ ref: ARN, attributes: { Id: ARN } });

  const secret = await call<{ SecretString: string }>('GetSecretValue', { SecretId: ARN });
  expect(JSON.parse(secret.SecretString)).toEqual({
    username: 'owner',
    password: 'p',
    engine: 'postgres',
    host: 'users.example',
    port: 5432,
    dbname: 'registration',
    dbClusterIdentifier: 'users',
  });
});

it('makes no new version of a secret that says so already, as a restart does', async () => {
  const { call, attach } = start('users');
  await call('CreateSecret', { Name: 'owner', SecretString: '{}' });
  await attach('owner');
  const first = await call<{ VersionId: string }>('GetSecretValue', { SecretId: 'owner' });

  await attach('owner');

  expect(await call('GetSecretValue', { SecretId: 'owner' })).toMatchObject({ VersionId: first.VersionId });
});

it('refuses a cluster that is not there', async () => {
  const { call, attach } = start('others');
  await call('CreateSecret', { Name: 'owner', SecretString: '{}' });

  await expect(attach('owner')).rejects.toThrow('there is no DB cluster others');
});
