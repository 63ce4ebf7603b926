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

  it('filters nothing, for a filter deletes what does not match (eb-pipes-sqs)', () => {
    expect(JSON.stringify(pipe)).not.toContain('FilterCriteria');
  });

  it('changes nothing on the way: the workflow gets the messages as they are', () => {
    expect(JSON.stringify(pipe)).not.toMatch(/InputTemplate|Enrichment/);
  });
});
