import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const table = findResource(template, 'AWS::DynamoDB::Table', 'FailureRecords').Properties;

describe('FailureRecords', () => {
  it('are one for each registration, listed by status and time', () => {
    expect(table).toMatchObject({
      KeySchema: [{ AttributeName: 'failure_id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-status',
          KeySchema: [
            { AttributeName: 'status', KeyType: 'HASH' },
            { AttributeName: 'last_failed_at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  it('hold personal data: encrypted with our key, restorable, and gone some time after they are closed', () => {
    expect(table).toMatchObject({
      SSESpecification: {
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^PersonalDataKey/), 'Arn'] },
      },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
    });
  });
});
