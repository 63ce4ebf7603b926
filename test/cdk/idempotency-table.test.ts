import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();

describe('IdempotencyTable', () => {
  it('is what Powertools expects, encrypted and restorable', () => {
    expect(findResource(template, 'AWS::DynamoDB::Table', 'IdempotencyTable').Properties).toMatchObject({
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiration', Enabled: true },
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});
