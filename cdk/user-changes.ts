import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

export interface UserChangesProps {
  readonly userPool: IUserPool;
  /** Compares and mends one user. */
  readonly reconciliation: IStateMachine;
}

/**
 * Has each user compared, and mended, of whom CloudTrail tells that they were changed: within minutes, where the account has a
 * trail of management events. CloudTrail is a nudge alone: it tells of no values, and not of everything; all that is known comes
 * from Cognito. (Cognito developer guide, "Amazon Cognito logging in AWS CloudTrail")
 */
export class UserChanges extends Construct {
  constructor(scope: Construct, id: string, { userPool, reconciliation }: UserChangesProps) {
    super(scope, id);
    const input = RuleTargetInput.fromObject({
      apply: ['missing', 'changed', 'orphan'],
      cognito_id: EventField.fromPath('$.detail.additionalEventData.sub'),
      by: 'CloudTrail',
      reason: EventField.fromPath('$.detail.eventName'),
    });
    new Rule(this, 'Rule', {
      description: 'Users who were changed in Cognito, as CloudTrail tells',
      eventPattern: {
        source: ['aws.cognito-idp'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventName: CHANGES,
          additionalEventData: { sub: Match.exists() },
          // Who changes themselves names no pool.
          $or: [
            { requestParameters: { userPoolId: [userPool.userPoolId] } },
            { requestParameters: { userPoolId: Match.doesNotExist() } },
          ],
        },
      },
      targets: [new SfnStateMachine(reconciliation, { input })],
    });
  }
}

/** Operations that change what a row says of a user. */
const CHANGES = [
  ...['AdminConfirmSignUp', 'AdminCreateUser', 'AdminDeleteUser', 'AdminDeleteUserAttributes'],
  ...['AdminDisableProviderForUser', 'AdminLinkProviderForUser', 'AdminUpdateUserAttributes'],
  ...['ConfirmSignUp', 'DeleteUser', 'DeleteUserAttributes', 'UpdateUserAttributes', 'VerifyUserAttribute'],
];
