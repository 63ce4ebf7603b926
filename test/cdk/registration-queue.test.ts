import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const queues = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::SQS::Queue');

describe('RegistrationQueue', () => {
  it('refuses a body that could not start an execution', () => {
    expect(findResource(template, 'AWS::SQS::Queue', 'RegistrationQueue2').Properties).toMatchObject({
      MaximumMessageSize: 65_536,
    });
  });

  it('moves what is delivered too often to a dead-letter queue of its own, for as long as SQS allows', () => {
    const { RedrivePolicy } = findResource(template, 'AWS::SQS::Queue', 'RegistrationQueue2').Properties;
    const deadLetters = findResource(
      template,
      'AWS::SQS::Queue',
      'RegistrationQueueDeadLetterQueue',
    ).Properties;

    expect(JSON.stringify(RedrivePolicy)).toContain('RegistrationQueueDeadLetterQueue');
    expect(deadLetters).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600 });
  });

  it.each(queues)('encrypts %s and refuses it to anyone without TLS', (id, { Properties }) => {
    const policies = Object.values(template.Resources).filter(
      (resource) =>
        resource.Type === 'AWS::SQS::QueuePolicy' &&
        JSON.stringify(resource.Properties['Queues']).includes(`"${id}"`),
    );

    expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
    expect(policies).toHaveLength(1);
    expect(policies[0]?.Properties['PolicyDocument']).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]) as unknown,
    });
  });
});
