import { synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const functions = Object.entries(template.Resources).filter(
  ([, { Type }]) => Type === 'AWS::Lambda::Function',
);

describe('each role may do exactly its task', () => {
  it('PublishUserRegistered: put one kind of event on the bus, or a message into the queue', () => {
    expect(rightsOf('PublishUserRegisteredRole')).toEqual([
      'events:PutEvents on RegistrationEventsBus',
      'logs:CreateLogStream on PublishUserRegisteredLogs',
      'logs:PutLogEvents on PublishUserRegisteredLogs',
      'sqs:SendMessage on RegistrationQueue',
      ...TRACES,
    ]);
    expect(conditionOf('PublishUserRegisteredRole', 'events:PutEvents')).toEqual({
      StringEquals: { 'events:source': 'user-registration', 'events:detail-type': 'user.registered' },
    });
  });

  it('ValidateUser: what the persistence layer of Powertools calls, on the table of the claims', () => {
    expect(rightsOf('ValidateUserRole')).toEqual([
      'dynamodb:DeleteItem on IdempotencyTable',
      'dynamodb:GetItem on IdempotencyTable',
      'dynamodb:PutItem on IdempotencyTable',
      'dynamodb:UpdateItem on IdempotencyTable',
      'logs:CreateLogStream on ValidateUserLogs',
      'logs:PutLogEvents on ValidateUserLogs',
      ...TRACES,
    ]);
  });

  it('MigrateDatabase: statements and transactions on the cluster, with all logins', () => {
    expect(rightsOf('DatabaseMigrationsMigrateDatabaseRole')).toEqual([
      'logs:CreateLogStream on DatabaseMigrationsMigrateDatabaseLogs',
      'logs:PutLogEvents on DatabaseMigrationsMigrateDatabaseLogs',
      'rds-data:BeginTransaction on UserDatabaseCluster',
      'rds-data:CommitTransaction on UserDatabaseCluster',
      'rds-data:ExecuteStatement on UserDatabaseCluster',
      'rds-data:RollbackTransaction on UserDatabaseCluster',
      'secretsmanager:GetSecretValue on UserDatabaseCluster',
      'secretsmanager:GetSecretValue on UserDatabaseReaderSecret',
      'secretsmanager:GetSecretValue on UserDatabaseRegistrationSecret',
      ...TRACES,
    ]);
  });

  it('the pipe: take messages from the queue and start the workflow', () => {
    expect(rightsOf('RegistrationPipeRole')).toEqual([
      'sqs:DeleteMessage on RegistrationQueue',
      'sqs:GetQueueAttributes on RegistrationQueue',
      'sqs:ReceiveMessage on RegistrationQueue',
      'states:StartSyncExecution on RegistrationWorkflowStateMachine',
    ]);
  });

  it('the workflow: one call for each of its states, and never the login of the owner', () => {
    expect(rightsOf('RegistrationWorkflowStateMachineRole')).toEqual([
      'cognito-idp:AdminGetUser on UserDirectoryUserPool',
      'dynamodb:UpdateItem on FailureRecordsTable',
      'events:PutEvents on RegistrationEventsBus',
      'kms:Decrypt on PersonalDataKey',
      'kms:Decrypt on PersonalDataKey',
      'kms:DescribeKey on PersonalDataKey',
      'kms:Encrypt on PersonalDataKey',
      'kms:GenerateDataKey on PersonalDataKey',
      'kms:GenerateDataKey on PersonalDataKey',
      'kms:GenerateDataKeyWithoutPlaintext on PersonalDataKey',
      'kms:ReEncryptFrom on PersonalDataKey',
      'kms:ReEncryptTo on PersonalDataKey',
      'lambda:InvokeFunction on ValidateUser',
      ...LOG_DELIVERY,
      'rds-data:ExecuteStatement on UserDatabaseCluster',
      'secretsmanager:GetSecretValue on UserDatabaseRegistrationSecret',
      'sns:Publish on OperatorAlertsTopic',
      'xray:GetSamplingRules on *',
      'xray:GetSamplingTargets on *',
      ...TRACES,
    ]);
    expect(conditionOf('RegistrationWorkflowStateMachineRole', 'events:PutEvents')).toEqual({
      StringEquals: { 'events:source': 'user-registration', 'events:detail-type': 'user.persisted' },
    });
  });

  it('the reconciliation: one call for each of its states, and itself', () => {
    expect(rightsOf('UserReconciliationStateMachineRole')).toEqual([
      'cognito-idp:AdminGetUser on UserDirectoryUserPool',
      'cognito-idp:ListUsers on UserDirectoryUserPool',
      'events:PutEvents on RegistrationEventsBus',
      ...LOG_DELIVERY,
      'rds-data:ExecuteStatement on UserDatabaseCluster',
      'secretsmanager:GetSecretValue on UserDatabaseRegistrationSecret',
      'states:DescribeExecution on execution:reconcile-users:*',
      'states:StartExecution on stateMachine:reconcile-users',
      'states:StartSyncExecution on RegistrationWorkflowStateMachine',
      'xray:GetSamplingRules on *',
      'xray:GetSamplingTargets on *',
      ...TRACES,
    ]);
    expect(conditionOf('UserReconciliationStateMachineRole', 'events:PutEvents')).toEqual({
      StringEquals: { 'events:source': 'user-registration', 'events:detail-type': 'user.removed' },
    });
    expect(rightsOf('UserReconciliationStateMachineEventsRole')).toEqual([
      'states:StartExecution on UserReconciliationStateMachine',
    ]);
  });

  it('the invoker of the migrations, which the CDK brings along: invoke them, and write its own log', () => {
    expect(rightsOf('AWSCDKTriggerCustomResourceProviderCustomResourceProviderRole')).toEqual([
      'lambda:InvokeFunction on DatabaseMigrationsMigrateDatabase',
      'logs:CreateLogStream on DatabaseMigrationsInvokerLogs',
      'logs:PutLogEvents on DatabaseMigrationsInvokerLogs',
    ]);
  });

  it('there is no role but these, and none with a policy that AWS manages', () => {
    const roles = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');

    expect(roles.map(([id]) => withoutHash(id)).sort()).toEqual([
      'AWSCDKTriggerCustomResourceProviderCustomResourceProviderRole',
      'DatabaseMigrationsMigrateDatabaseRole',
      'PublishUserRegisteredRole',
      'RegistrationPipeRole',
      'RegistrationWorkflowStateMachineRole',
      'UserReconciliationStateMachineEventsRole',
      'UserReconciliationStateMachineRole',
      'ValidateUserRole',
    ]);
    expect(roles.filter(([, { Properties }]) => 'ManagedPolicyArns' in Properties)).toEqual([]);
  });

  it.each(functions)('%s writes to a log group that is forgotten some day', (_, { Properties }) => {
    const { LogGroup } = Properties['LoggingConfig'] as { LogGroup: { Ref: string } };

    expect(template.Resources[LogGroup.Ref]?.Properties).toMatchObject({ RetentionInDays: 30 });
  });
});

describe('services may come in only from this account', () => {
  it('lets only this user pool of this account call the trigger', () => {
    const permission = Object.values(template.Resources).find(
      ({ Type }) => Type === 'AWS::Lambda::Permission',
    );

    expect(permission?.Properties).toMatchObject({
      Principal: 'cognito-idp.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^UserDirectoryUserPool/), 'Arn'] },
    });
  });

  it.each([
    'RegistrationPipeRole',
    'RegistrationWorkflowStateMachineRole',
    'UserReconciliationStateMachineRole',
  ])('lets no other account use %s', (id) => {
    const trust = JSON.stringify(resource('AWS::IAM::Role', id).Properties['AssumeRolePolicyDocument']);

    expect(trust).toContain('"aws:SourceAccount":{"Ref":"AWS::AccountId"}');
    expect(trust).toContain('"aws:SourceArn"');
  });
});

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const TRACES = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];

/** The API of log delivery knows no resources (Step Functions, "Logging using CloudWatch Logs"). */
const LOG_DELIVERY = [
  'logs:CreateLogDelivery on *',
  'logs:DeleteLogDelivery on *',
  'logs:DescribeLogGroups on *',
  'logs:DescribeResourcePolicies on *',
  'logs:GetLogDelivery on *',
  'logs:ListLogDeliveries on *',
  'logs:PutResourcePolicy on *',
  'logs:UpdateLogDelivery on *',
];

function rightsOf(roleId: string): string[] {
  return statementsOf(roleId)
    .flatMap(({ Action, Resource }) => {
      const names = new Set([Resource].flat().map(nameOf));
      return [Action].flat().flatMap((action) => [...names].map((name) => `${action} on ${name}`));
    })
    .sort();
}

function conditionOf(roleId: string, action: string): unknown {
  return statementsOf(roleId).find(({ Action }) => [Action].flat().includes(action))?.Condition;
}

function statementsOf(roleId: string): Statement[] {
  const inline = (resource('AWS::IAM::Role', roleId).Properties['Policies'] ?? []) as object[];
  const attached = Object.entries(template.Resources)
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(`${roleId}DefaultPolicy`))
    .map(([, { Properties }]) => Properties);
  return [...inline, ...attached].flatMap(
    (policy) => (policy as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
  );
}

/** The resource that an ARN belongs to: the one logical id in it, without the hash that the CDK adds, or its type and name. */
function nameOf(arn: unknown): string {
  if (arn === '*') return '*';
  const ids = Object.keys(template.Resources).filter((id) => JSON.stringify(arn).includes(`"${id}"`));
  return ids.map(withoutHash).join() || (/:(\w+:[\w-]+(?::\*)?)"/.exec(JSON.stringify(arn))?.[1] ?? '');
}

function withoutHash(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}

function resource(type: string, idPrefix: string) {
  const pattern = new RegExp(`^${idPrefix}[0-9A-F]{8}$`);
  const found = Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === type && pattern.test(id),
  );
  if (found) return found[1];
  throw new Error(`No ${type} is called ${idPrefix}`);
}
