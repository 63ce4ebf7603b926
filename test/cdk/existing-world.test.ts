import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AuroraPostgresEngineVersion, DatabaseCluster, DatabaseClusterEngine } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { context as featureFlags } from '../../cdk.json';
import { UserRegistration, type UserRegistrationProps } from '../../cdk/user-registration';
import { findResource, synthesizeStack, type Template } from './synthesize-stack';

const PLACE = 'us-east-1:123456789012';

/** Everything of an existing world, as somebody says it who writes no CDK. */
const IDS = {
  userPoolId: 'us-east-1_Ab129faBb',
  userPoolClientId: '2k3j4h5g6f',
  databaseClusterArn: `arn:aws:rds:${PLACE}:cluster:people`,
  databaseSecretArn: `arn:aws:secretsmanager:${PLACE}:secret:people-AbCdEf`,
  databaseName: 'people',
  usersTable: 'app.users',
  eventBusName: 'company',
  alertTopicArn: `arn:aws:sns:${PLACE}:operators`,
  keyArn: `arn:aws:kms:${PLACE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
};

describe('a registration in an existing world, given as context', () => {
  const { template } = synthesizeStack({ context: IDS });
  const types = Object.values(template.Resources).map(({ Type }) => Type);

  it.each([
    ['AWS::Cognito::UserPool'],
    ['AWS::Cognito::UserPoolClient'],
    ['AWS::EC2::VPC'],
    ['AWS::Events::EventBus'],
    ['AWS::KMS::Key'],
    ['AWS::RDS::DBCluster'],
    ['AWS::SNS::Topic'],
    ['AWS::SNS::TopicPolicy'],
  ])('makes no %s', (type) => {
    expect(types).not.toContain(type);
  });

  it('has its migrations change the table of others in a cluster of others', () => {
    const { Environment } = findResource(template, 'AWS::Lambda::Function', 'DatabaseMigrations').Properties;

    expect(Environment).toMatchObject({
      Variables: {
        CLUSTER_IS_OURS: 'false',
        DATABASE_NAME: 'people',
        DATABASE_SECRET_ARN: IDS.databaseSecretArn,
        USERS_TABLE: 'app.users',
      },
    });
  });

  it('makes a login that may read users in a cluster of others only where they want it', () => {
    const reader = { context: { ...IDS, usersReader: true } };
    const secrets = (resources: typeof template.Resources) =>
      Object.keys(resources).filter((id) => id.startsWith('UserDatabaseReaderSecret'));

    expect(secrets(template.Resources)).toEqual([]);
    expect(template.Outputs).not.toHaveProperty('ReaderSecretArn');
    expect(secrets(synthesizeStack(reader).template.Resources)).toHaveLength(1);
  });

  it('lets the pool call the function, and leaves the pool to its owner', () => {
    expect(
      findResource(template, 'AWS::Lambda::Permission', 'PublishUserRegistered').Properties,
    ).toMatchObject({
      Principal: 'cognito-idp.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
    expect(
      JSON.stringify(findResource(template, 'AWS::Lambda::Permission', 'PublishUserRegistered').Properties),
    ).toContain('userpool/us-east-1_Ab129faBb');
    const { template: silent } = synthesizeStack({ context: { ...IDS, userPoolTrigger: 'none' } });
    expect(Object.values(silent.Resources).map(({ Type }) => Type)).not.toContain('AWS::Lambda::Permission');
  });

  it('looks every hour whether the pool still has its trigger', () => {
    expect(findResource(template, 'AWS::Events::Rule', 'UserDirectoryTriggerCheck').Properties).toMatchObject(
      {
        ScheduleExpression: 'rate(1 hour)',
      },
    );
    const { Environment } = findResource(
      template,
      'AWS::Lambda::Function',
      'UserDirectoryTriggerCheck',
    ).Properties;
    expect(JSON.stringify(Environment)).toContain('"USER_POOL_ID":"us-east-1_Ab129faBb"');
  });

  it('attaches the trigger once the pool may call the function, and detaches it before that ends', () => {
    const { template: attached } = synthesizeStack({ context: { ...IDS, userPoolTrigger: 'attach' } });
    const { Properties, DependsOn = [] } = findResource(attached, 'Custom::UserPoolTrigger');

    expect(Properties).toMatchObject({
      UserPoolId: IDS.userPoolId,
      FunctionArn: { 'Fn::GetAtt': [expect.stringMatching(/^PublishUserRegistered/), 'Arn'] },
      AcceptDrift: 'false',
    });
    const allowed = Object.entries(attached.Resources)
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Permission')
      .map(([id]) => id);
    expect(DependsOn).toEqual(expect.arrayContaining(allowed.filter((id) => id.startsWith('Publish'))));
  });

  it('takes from the shared bus only the sign-ups of its own pool', () => {
    expect(findResource(template, 'AWS::Events::Rule', 'RegistrationEvents').Properties).toMatchObject({
      EventBusName: 'company',
      EventPattern: { detail: { data: { user_pool_id: [IDS.userPoolId] } } },
    });
  });

  it('tells which statements the policies of the key and the topic need', () => {
    const key = JSON.stringify(template.Outputs['KeyPolicyStatements']?.Value);
    const topic = JSON.stringify(template.Outputs['TopicPolicyStatements']?.Value);

    expect(key).toContain('/aws/vendedlogs/states/user-registration');
    expect(key).toContain('/aws/vendedlogs/pipes/user-registration');
    expect(topic).toContain('cloudwatch.amazonaws.com');
    expect(topic).toContain(IDS.alertTopicArn);
  });
});

describe('a registration beside other stacks of the same app', () => {
  const app = newApp();
  const world = existingWorld(app);
  UserRegistration.addTriggerTo(world.userPool, 'staging');
  const stack = new Stack(app, 'Registration');
  new UserRegistration(stack, 'UserRegistration', { ...world, name: 'staging' });
  const assembly = app.synth();
  const owners = assembly.getStackByName('Owners').template as Template;

  it('needs the stack of the owners, which does not need it', () => {
    const dependencies = (name: string) =>
      assembly.getStackByName(name).dependencies.map(({ id }) => id.replace('.assets', ''));

    expect(dependencies('Registration')).toContain('Owners');
    expect(dependencies('Owners')).not.toContain('Registration');
  });

  it('gives the pool its trigger by one line in the stack that owns it', () => {
    const { LambdaConfig } = findResource(owners, 'AWS::Cognito::UserPool').Properties;

    expect(JSON.stringify(LambdaConfig)).toContain(
      ':function:UserRegistration-staging-PublishUserRegistered',
    );
    expect(Object.values(owners.Resources).map(({ Type }) => Type)).not.toContain('AWS::Lambda::Permission');
  });

  it('adds its statements to the policies of the key and the topic by itself', () => {
    const registration = assembly.getStackByName('Registration').template as Template;

    expect(registration.Outputs).not.toHaveProperty('KeyPolicyStatements');
    expect(JSON.stringify(findResource(owners, 'AWS::KMS::Key').Properties)).toContain(
      '/aws/vendedlogs/states/user-registration-staging',
    );
    expect(JSON.stringify(findResource(owners, 'AWS::SNS::TopicPolicy').Properties)).toContain(
      'cloudwatch.amazonaws.com',
    );
  });
});

describe('a wrong configuration', () => {
  it.each<[string, (stack: Stack) => UserRegistrationProps, string[]]>([
    [
      'settings that the context would not take either',
      () => ({
        name: 'Staging',
        alertEmail: 'ops',
        databaseMinCapacity: 0.3,
        docsUrl: 'docs',
        logRetention: RetentionDays.INFINITE,
      }),
      [
        'name ("Staging") is wrong. Give up to 20',
        'alertEmail ("ops") is wrong. Give one e-mail address.',
        'databaseMinCapacity (0.3) is wrong. Give a number from 0 to',
        'docsUrl ("docs") is wrong.',
        'logRetention (9999) is wrong. Give a number of days that CloudWatch Logs knows',
      ],
    ],
    [
      'a database without its name, with settings that only a new one has',
      (stack) => ({
        database: DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'x' }),
        databaseMinCapacity: 1,
      }),
      ['databaseSecret is missing', 'databaseName is missing. Give', 'databaseMinCapacity (1) has no effect'],
    ],
    [
      'parts of a world without the things themselves',
      () => ({ usersTable: 'app.users', databaseName: 'people', acceptDrift: true }),
      ['usersTable ("app.users") has no effect: there is no database', 'databaseName', 'acceptDrift (true)'],
    ],
    [
      'a pool of another stack, to be changed behind its back',
      (stack) => ({
        userPool: new UserPool(stack, 'Pool'),
        userPoolTrigger: 'attach',
        emailFrom: 'a@b.example',
      }),
      [
        'userPoolTrigger ("attach") would change a pool behind the back',
        'emailFrom ("a@b.example") has no effect',
      ],
    ],
    [
      'a topic of another account and kind',
      (stack) => ({ alertTopic: Topic.fromTopicArn(stack, 'Fifo', `arn:aws:sns:${PLACE}:operators.fifo`) }),
      ['is a FIFO topic', 'alertTopic ("123456789012, us-east-1") is not where this stack is'],
    ],
  ])('is refused, everything at once: %s', (_, props, problems) => {
    const env = { account: '111111111111', region: 'eu-west-1' };
    const stack = new Stack(newApp(), 'Registration', { env });
    const wrong = () => new UserRegistration(stack, 'UserRegistration', props(stack));

    let message = '';
    expect(() => {
      try {
        wrong();
      } catch (error) {
        message = (error as Error).message;
        throw error;
      }
    }).toThrow('UserRegistration "Registration/UserRegistration":');
    for (const problem of problems) expect(message).toContain(problem);
  });

  it('is none where only the deploy knows the value', () => {
    const stack = new Stack(newApp(), 'Registration');
    const alertEmail = new CfnParameter(stack, 'AlertEmail').valueAsString;

    expect(() => new UserRegistration(stack, 'UserRegistration', { alertEmail })).not.toThrow();
  });

  it('is a second registration in one stack, which the command line could not tell from the first', () => {
    const stack = new Stack(newApp(), 'Registration');
    new UserRegistration(stack, 'One', { name: 'one' });

    expect(() => new UserRegistration(stack, 'Two', { name: 'two' })).toThrow(
      'needs a stack of its own, and "Registration" has one: "Registration/One".',
    );
  });
});

function newApp(): App {
  process.env.CDK_VALIDATION = 'false';
  const context = { ...featureFlags, 'aws:cdk:bundling-stacks': [] };
  return new App({ analyticsReporting: false, context });
}

/** Somebody else's stack with one of everything. */
function existingWorld(app: App) {
  const owners = new Stack(app, 'Owners');
  return {
    userPool: new UserPool(owners, 'Pool'),
    database: DatabaseCluster.fromDatabaseClusterAttributes(owners, 'Cluster', {
      clusterIdentifier: 'people',
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_6 }),
    }),
    databaseSecret: new Secret(owners, 'Login'),
    databaseName: 'people',
    bus: new EventBus(owners, 'Bus'),
    alertTopic: new Topic(owners, 'Operators'),
    key: new Key(owners, 'Key'),
  };
}
