import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow } from './allow';
import { TaskFunction } from './task-function';

export interface TriggerAttachmentProps {
  readonly userPool: IUserPool;
  /** Called after each confirmation, once the pool is allowed to. */
  readonly trigger: IFunction;
  /** Change a pool that a stack owns all the same. */
  readonly acceptDrift: boolean;
  readonly logRetention: RetentionDays;
}

/** Gives a pool that no stack owns its trigger, by the API; takes it away when it goes, before the function does. */
export class TriggerAttachment extends Construct {
  constructor(scope: Construct, id: string, props: TriggerAttachmentProps) {
    super(scope, id);
    const { userPool, trigger, acceptDrift, logRetention } = props;
    const handler = new TaskFunction(this, 'AttachTrigger', {
      description: 'Gives the user pool its PostConfirmation trigger, and changes nothing else of it',
      timeout: TIMEOUT,
      logRetention,
    });
    allow(handler, ACTIONS, userPool.userPoolArn);
    // Whoever updates a pool that sends SMS passes on its role, which we do not know (API reference, "UpdateUserPool").
    allow(handler, ['iam:PassRole'], '*', {
      StringEquals: { 'iam:PassedToService': 'cognito-idp.amazonaws.com' },
    });
    const attachment = new CustomResource(this, 'Attachment', {
      resourceType: 'Custom::UserPoolTrigger',
      serviceToken: handler.functionArn,
      serviceTimeout: TIMEOUT.plus(Duration.seconds(30)),
      properties: {
        UserPoolId: userPool.userPoolId,
        FunctionArn: trigger.functionArn,
        AcceptDrift: `${acceptDrift}`,
      },
    });
    // A pool that calls what it may not call refuses confirmations.
    attachment.node.addDependency(trigger);
  }
}

const ACTIONS = [
  'cognito-idp:DescribeUserPool',
  'cognito-idp:GetUserPoolMfaConfig',
  'cognito-idp:ListUserImportJobs',
  'cognito-idp:UpdateUserPool',
];

/** Some calls, each of which Cognito may throttle (15 pool updates and reads a second). */
const TIMEOUT = Duration.minutes(2);
