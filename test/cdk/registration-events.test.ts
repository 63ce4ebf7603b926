import Ajv from 'ajv-draft-04';
import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();

describe('RegistrationEvents', () => {
  it('sends every user.registered of ours to the queue, whole', () => {
    const rule = findResource(template, 'AWS::Events::Rule', 'RegistrationEvents').Properties;

    expect(rule).toMatchObject({
      EventBusName: { Ref: expect.stringMatching(/^RegistrationEventsBus/) as unknown },
      EventPattern: { source: ['user-registration'], 'detail-type': ['user.registered'] },
      State: 'ENABLED',
    });
    // The body of a message is the envelope: nothing is cut out of it on the way.
    expect(JSON.stringify(rule['Targets'])).not.toMatch(/Input|InputPath|InputTransformer/);
  });

  it('tries for a day, and then puts what it could not deliver into a queue that is not the one of the pipe', () => {
    const { Targets } = findResource(template, 'AWS::Events::Rule', 'RegistrationEvents').Properties;

    expect(Targets).toEqual([
      {
        Id: expect.any(String) as unknown,
        Arn: { 'Fn::GetAtt': [expect.stringMatching(/^RegistrationQueue[0-9A-F]{8}$/), 'Arn'] },
        DeadLetterConfig: {
          Arn: { 'Fn::GetAtt': [expect.stringMatching(/^RegistrationEventsDeadLetter/), 'Arn'] },
        },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      },
    ]);
  });

  it.each(['RegistrationQueuePolicy', 'RegistrationEventsDeadLetterQueuePolicy'])(
    'lets the rule, and only the rule, in by %s',
    (id) => {
      const { PolicyDocument } = findResource(template, 'AWS::SQS::QueuePolicy', id).Properties;
      const { Statement } = PolicyDocument as { Statement: { Effect: string; Condition: unknown }[] };

      expect(Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Condition }) => Condition)).toEqual([
        {
          ArnEquals: {
            'aws:SourceArn': {
              'Fn::GetAtt': [expect.stringMatching(/^RegistrationEventsUserRegistered/), 'Arn'],
            },
          },
        },
      ]);
    },
  );

  it('archives both facts for longer than a message can wait anywhere', () => {
    expect(findResource(template, 'AWS::Events::Archive').Properties).toMatchObject({
      ArchiveName: 'user-registration',
      EventPattern: { source: ['user-registration'] },
      RetentionDays: 30,
    });
  });

  it.each([
    ['UserRegistered', 'user.registered'],
    ['UserPersisted', 'user.persisted'],
  ])('publishes the schema of %s in a dialect that the registry takes', (name, detailType) => {
    const schema = findResource(
      template,
      'AWS::EventSchemas::Schema',
      `RegistrationEventsSchemas${name}`,
    ).Properties;
    const content = JSON.parse(schema['Content'] as string) as Record<string, unknown>;

    expect(schema).toMatchObject({ SchemaName: `user-registration@${name}`, Type: 'JSONSchemaDraft4' });
    expect(content['x-amazon-events-detail-type']).toBe(detailType);
    expect(() => new Ajv({ strict: false, validateFormats: false }).compile(content)).not.toThrow();
  });
});
