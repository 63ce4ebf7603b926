import { type App, Validations } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { CloudFormationValidatePlugin } from 'aws-cdk-lib/core';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import { context } from '../../cdk.json';
import type { OutputName } from '../../cli/aws/stack-outputs';
import { buildStack, findResource, synthesizeStack } from './synthesize-stack';

const { assembly, template } = synthesizeStack();
/** By the compiler's leave neither more nor fewer than the command line names. */
const ASKED_BY_OPERATORS: Record<OutputName, true> = {
  UserPoolId: true,
  UserPoolClientId: true,
  UserPoolTrigger: true,
  EventBusName: true,
  RuleName: true,
  PipeName: true,
  RegistrationQueueUrl: true,
  DeadLetterQueueUrl: true,
  RuleDeadLetterQueueUrl: true,
  StateMachineArn: true,
  StateMachineLogGroupName: true,
  ReconcileStateMachineArn: true,
  DatabaseClusterArn: true,
  DatabaseSecretArn: true,
  DatabaseName: true,
  UsersTable: true,
  WorkflowLogin: true,
  IdempotencyTableName: true,
  FailureTableName: true,
  AlertTopicArn: true,
  TriggerFunctionArn: true,
  PersonalDataRetention: true,
};
/** It compiles its rules once, which takes seconds. */
const cloudFormation = new CloudFormationValidatePlugin();

describe('UserRegistrationStack', () => {
  it('is made of exactly these resources', () => {
    const counts: Record<string, number> = {};
    for (const { Type } of Object.values(template.Resources)) counts[Type] = (counts[Type] ?? 0) + 1;

    expect(counts).toEqual({
      'AWS::CloudWatch::Alarm': 14,
      'AWS::CloudWatch::Dashboard': 1,
      'AWS::Cognito::UserPool': 1,
      'AWS::Cognito::UserPoolClient': 1,
      'AWS::DynamoDB::Table': 2,
      'AWS::EC2::RouteTable': 2,
      'AWS::EC2::SecurityGroup': 1,
      'AWS::EC2::Subnet': 2,
      'AWS::EC2::SubnetRouteTableAssociation': 2,
      'AWS::EC2::VPC': 1,
      'AWS::Events::Archive': 1,
      'AWS::Events::EventBus': 1,
      'AWS::Events::Rule': 2,
      'AWS::EventSchemas::Registry': 1,
      'AWS::EventSchemas::Schema': 3,
      'AWS::IAM::ManagedPolicy': 2,
      'AWS::IAM::Policy': 7,
      'AWS::IAM::Role': 8,
      'AWS::KMS::Key': 1,
      'AWS::Lambda::Function': 4, // the fourth is the CDK's own, which invokes the migrations in a deploy
      'AWS::Lambda::Permission': 1,
      'AWS::Lambda::Version': 1,
      'AWS::Logs::LogGroup': 8,
      'AWS::Logs::MetricFilter': 4,
      'AWS::Logs::QueryDefinition': 5,
      'AWS::Pipes::Pipe': 1,
      'AWS::RDS::DBCluster': 1,
      'AWS::RDS::DBClusterParameterGroup': 1,
      'AWS::RDS::DBInstance': 1,
      'AWS::RDS::DBSubnetGroup': 1,
      'AWS::SecretsManager::Secret': 2,
      'AWS::SNS::Topic': 1,
      'AWS::SNS::TopicPolicy': 1,
      'AWS::SQS::Queue': 3,
      'AWS::SQS::QueuePolicy': 3,
      'AWS::StepFunctions::StateMachine': 2,
      'AWS::XRay::SamplingRule': 1,
      'Custom::Trigger': 1,
    });
  });

  it('tells operators and clients these names', () => {
    expect(Object.keys(template.Outputs).sort()).toEqual([
      'AlertTopicArn',
      'DatabaseClusterArn',
      'DatabaseName',
      'DatabaseSecretArn',
      'DeadLetterQueueUrl',
      'EventArchiveName',
      'EventBusName',
      'FailureTableName',
      'IdempotencyTableName',
      'OperatorActPolicyArn',
      'OperatorLookPolicyArn',
      'PersonalDataRetention',
      'PipeName',
      'ReaderSecretArn',
      'ReconcileStateMachineArn',
      'RegistrationQueueUrl',
      'RuleDeadLetterQueueUrl',
      'RuleName',
      'StateMachineArn',
      'StateMachineLogGroupName',
      'TriggerFunctionArn',
      'UserPoolClientId',
      'UserPoolId',
      'UserPoolTrigger',
      'UsersTable',
      'WorkflowLogin',
    ]);
  });

  it.each(Object.keys(ASKED_BY_OPERATORS))(
    "has the output %s, which the operator's command line asks for",
    (name) => {
      expect(template.Outputs).toHaveProperty(name);
    },
  );

  it('is for any account and region, and is synthesized without asking one', () => {
    expect(assembly.manifest.missing ?? []).toEqual([]);
    expect(assembly.getStackByName('UserRegistration').environment).toMatchObject({
      account: 'unknown-account',
      region: 'unknown-region',
    });
  });

  it('decides every feature flag as a new project would, so that an upgrade of the library changes nothing unseen', () => {
    expect(context).toEqual(CURRENTLY_RECOMMENDED_FLAGS);
  });

  it('keeps everything that holds a registration, and what that stands on, when it is deleted or replaced', () => {
    const lost = Object.entries(template.Resources)
      .filter(([id, { Type }]) => KEEPS_REGISTRATIONS.includes(Type) || id.startsWith('UserDatabase'))
      .filter(([, { DeletionPolicy }]) => DeletionPolicy !== 'RetainExceptOnCreate');

    expect(lost).toEqual([]);
    expect(assembly.getStackByName('UserRegistration').terminationProtection).toBe(true);
  });

  it('keeps nothing of a throwaway stack, which can be deleted without ceremony', () => {
    const { app, stack } = buildStack({ context: { throwaway: 'true' } });
    const throwaway = app.synth().getStackByName('UserRegistration').template as typeof template;
    const policies = new Set(Object.values(throwaway.Resources).map(({ DeletionPolicy }) => DeletionPolicy));

    expect(policies).toEqual(new Set([undefined, 'Delete']));
    expect(stack.terminationProtection).toBe(false);
    expect(findResource(throwaway, 'AWS::RDS::DBCluster').Properties).not.toHaveProperty(
      'DeletionProtection',
      true,
    );
    expect(findResource(throwaway, 'AWS::Cognito::UserPool').Properties).not.toMatchObject({
      DeletionProtection: 'ACTIVE',
    });
  });

  it('protects a stack that was first deployed as a throwaway, and changes nothing else in it', () => {
    const { template: throwaway } = synthesizeStack({ context: { throwaway: 'true' } });
    const changed = Object.entries(template.Resources).filter(
      ([id, { Properties }]) =>
        JSON.stringify(Properties) !== JSON.stringify(throwaway.Resources[id]?.Properties),
    );
    const protection = changed.map(([id, { Type, Properties }]) => {
      const { DeletionProtection, DeletionProtectionEnabled, ...others } = Properties;
      expect(throwaway.Resources[id]?.Properties).toMatchObject(others);
      return [Type, DeletionProtection ?? DeletionProtectionEnabled];
    });

    expect(Object.keys(throwaway.Resources)).toEqual(Object.keys(template.Resources));
    expect(protection.sort()).toEqual([
      ['AWS::Cognito::UserPool', 'ACTIVE'],
      ['AWS::DynamoDB::Table', true],
      ['AWS::DynamoDB::Table', true],
      ['AWS::RDS::DBCluster', true],
    ]);
  });

  it('passes the validation of CloudFormation and the checks of cdk-nag, but for the findings that are accepted', () => {
    const { app } = buildStack();
    Validations.of(app).addPlugins(cloudFormation, new AwsSolutionsChecks(app));

    expect(() => app.synth()).not.toThrow();
  }, 120_000);

  it.each([
    ['the validation of CloudFormation', () => cloudFormation, "'Colour' was unexpected"],
    ['cdk-nag', (app: App) => new AwsSolutionsChecks(app), 'does not require requests to use SSL'],
  ])('is not synthesized when %s finds something', (_, checks, finding) => {
    const { app, stack } = buildStack();
    const queue = new CfnQueue(stack, 'WithoutTls');
    queue.addPropertyOverride('Colour', 'red');
    Validations.of(app).addPlugins(checks(app));

    expect(() => app.synth()).toThrow(finding);
  });
});

const KEEPS_REGISTRATIONS = [
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::Events::EventBus', // with its archive's rule on it, it could not be deleted
  'AWS::KMS::Key',
  'AWS::RDS::DBCluster',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
];
