import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow, type Workflow } from '../../cdk/read-workflow';
import { findResource, synthesizeStack } from './synthesize-stack';

const root = join(__dirname, '../..');
const { template } = synthesizeStack();
const workflow = findResource(template, 'AWS::StepFunctions::StateMachine', 'RegistrationWorkflow');
const text = workflow.Properties['DefinitionString'] as string;
const { States } = JSON.parse(text) as Workflow;
const lambdaStates = Object.entries(States).filter(
  ([, { Resource }]) => Resource === 'arn:aws:states:::lambda:invoke',
);

describe('RegistrationWorkflow', () => {
  it('is the file, as JSON without a blank too many, and not an asset', () => {
    expect(text).toBe(JSON.stringify(readWorkflow()));
    expect(workflow.Properties).not.toHaveProperty('DefinitionS3Location');
  });

  it('is supplied with exactly the placeholders of the file', () => {
    const placeholders = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]));

    expect(Object.keys(workflow.Properties['DefinitionSubstitutions'] as object).sort()).toEqual(
      [...placeholders].sort(),
    );
  });

  it.each(lambdaStates)(
    'calls the state, the file, the function, the placeholder and the test %s',
    (name, state) => {
      const file = name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

      expect(state.Arguments).toMatchObject({ FunctionName: `\${${name}Arn}` });
      expect(workflow.Properties['DefinitionSubstitutions']).toMatchObject({
        [`${name}Arn`]: { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^${name}[0-9A-F]{8}$`)), 'Arn'] },
      });
      expect(
        [`tasks/${file}.lambda.ts`, `tasks/${file}.ts`, `test/tasks/${file}.test.ts`].filter(isMissing),
      ).toEqual([]);
    },
  );

  it('is an Express workflow that is traced and logs everything, or the console could draw nothing', () => {
    expect(workflow.Properties).toMatchObject({
      StateMachineType: 'EXPRESS',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true },
    });
  });

  it('has one execution in twenty traced, and no first one in each second', () => {
    const { SamplingRule } = findResource(template, 'AWS::XRay::SamplingRule').Properties;

    expect(SamplingRule).toMatchObject({
      ServiceName: workflow.Properties['StateMachineName'],
      ...{ FixedRate: 0.05, ReservoirSize: 0 },
      // (X-Ray API reference, `SamplingRule`: 1 to 32 characters)
      RuleName: expect.stringMatching(/^\w{1,32}$/) as string,
    });
  });

  it('logs to an encrypted group under the prefix that needs no resource policy, and not for ever', () => {
    const group = findResource(template, 'AWS::Logs::LogGroup', 'RegistrationWorkflow').Properties;
    const key = findResource(template, 'AWS::KMS::Key').Properties;

    expect(group).toMatchObject({
      LogGroupName: '/aws/vendedlogs/states/user-registration',
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^PersonalDataKey/), 'Arn'] },
      RetentionInDays: 30,
    });
    // CloudWatch Logs refuses to make a group under a key that does not name that group.
    expect(JSON.stringify(key['KeyPolicy'])).toContain(':log-group:/aws/vendedlogs/states/user-registration');
  });

  it('is made only when the schema is the one that it expects', () => {
    expect(workflow.DependsOn).toContainEqual(expect.stringMatching(/^DatabaseMigrationsTrigger/));
  });
});

function isMissing(path: string): boolean {
  return !existsSync(join(root, path));
}
