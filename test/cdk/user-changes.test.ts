import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack({ context: { followCloudTrail: 'true' } });

describe('UserChanges', () => {
  it('starts the reconciliation of the one user whom CloudTrail tells of', () => {
    const { EventPattern, Targets } = findResource(template, 'AWS::Events::Rule', 'UserChanges').Properties;

    expect(EventPattern).toMatchObject({
      source: ['aws.cognito-idp'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { additionalEventData: { sub: [{ exists: true }] } },
    });
    expect(Targets).toMatchObject([
      {
        Arn: { Ref: expect.stringMatching(/^UserReconciliationStateMachine/) as string },
        InputTransformer: {
          InputPathsMap: { 'detail-additionalEventData-sub': '$.detail.additionalEventData.sub' },
        },
      },
    ]);
  });

  it('is there only where it was asked for', () => {
    const ids = Object.keys(synthesizeStack().template.Resources);

    expect(ids.filter((id) => id.startsWith('UserChanges'))).toEqual([]);
  });
});
