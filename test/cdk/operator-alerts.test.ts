import { findResource, synthesizeStack } from './synthesize-stack';

describe('OperatorAlerts', () => {
  it('are encrypted with our key and refused without TLS', () => {
    const { template } = synthesizeStack();

    expect(findResource(template, 'AWS::SNS::Topic').Properties).toMatchObject({
      KmsMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^PersonalDataKey/), 'Arn'] },
    });
    expect(JSON.stringify(findResource(template, 'AWS::SNS::TopicPolicy').Properties)).toContain(
      '"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
    );
  });

  it('go to the address in the settings', () => {
    const { template } = synthesizeStack({ context: { alertEmail: 'ops@example.com' } });

    expect(findResource(template, 'AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });
});
