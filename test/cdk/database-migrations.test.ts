import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const trigger = findResource(template, 'Custom::Trigger');
const migrate = findResource(
  template,
  'AWS::Lambda::Function',
  'DatabaseMigrationsMigrateDatabase',
).Properties;

describe('DatabaseMigrations', () => {
  it('run in every deploy that changes them, and the deploy waits for them', () => {
    expect(trigger.Properties).toMatchObject({
      HandlerArn: {
        Ref: expect.stringMatching(/^DatabaseMigrationsMigrateDatabaseCurrentVersion/) as unknown,
      },
      InvocationType: 'RequestResponse',
      ExecuteOnHandlerChange: true,
    });
    expect(Number(trigger.Properties['Timeout'])).toBeGreaterThan(1000 * Number(migrate['Timeout']));
  });

  it.each(['UserDatabaseCluster', 'UserDatabaseClusterWriter', 'UserDatabaseRegistrationSecret'])(
    'wait until %s is there',
    (id) => {
      expect(trigger.DependsOn).toContainEqual(expect.stringMatching(new RegExp(`^${id}[0-9A-F]{8}$`)));
    },
  );

  it('know the cluster, the owner, and the login whose password they set', () => {
    expect(migrate['Environment']).toMatchObject({
      Variables: {
        DATABASE_CLUSTER_ARN: expect.anything() as unknown,
        DATABASE_NAME: 'registration',
        USERS_TABLE: 'public.users',
        CLUSTER_IS_OURS: 'true',
        DATABASE_SECRET_ARN: {
          'Fn::GetAtt': [
            expect.stringMatching(/^UserDatabaseCluster/) as unknown,
            'MasterUserSecret.SecretArn',
          ],
        },
        WORKFLOW_SECRET_ARN: { Ref: expect.stringMatching(/^UserDatabaseRegistrationSecret/) as unknown },
      },
    });
  });
});
