import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const pipe = findResource(template, 'AWS::Pipes::Pipe').Properties;

describe('RegistrationPipe', () => {
  it('takes one message at a time and waits for the outcome of its execution', () => {
    expect(pipe).toMatchObject({
      SourceParameters: { SqsQueueParameters: { BatchSize: 1 } },
      TargetParameters: { StepFunctionStateMachineParameters: { InvocationType: 'REQUEST_RESPONSE' } },
    });
  });

  it('logs what fails before there is an execution, encrypted and not for ever', () => {
    const [id] =
      Object.entries(template.Resources).find(([name]) => name.startsWith('RegistrationPipeLogs')) ?? [];
    const name = '/aws/vendedlogs/pipes/user-registration';

    expect(pipe['LogConfiguration']).toEqual({
      CloudwatchLogsLogDestination: { LogGroupArn: { 'Fn::GetAtt': [id, 'Arn'] } },
      Level: 'ERROR',
    });
    expect(findResource(template, 'AWS::Logs::LogGroup', 'RegistrationPipe').Properties).toMatchObject({
      LogGroupName: name,
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^PersonalDataKey/), 'Arn'] },
      RetentionInDays: 30,
    });
    expect(JSON.stringify(findResource(template, 'AWS::KMS::Key').Properties)).toContain(
      `:log-group:${name}`,
    );
  });

  it('filters nothing, for a filter deletes what does not match (eb-pipes-sqs)', () => {
    expect(JSON.stringify(pipe)).not.toContain('FilterCriteria');
  });

  it('changes nothing on the way: the workflow gets the messages as they are', () => {
    expect(JSON.stringify(pipe)).not.toMatch(/InputTemplate|Enrichment/);
  });
});
