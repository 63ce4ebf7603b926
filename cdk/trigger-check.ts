import { Duration } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow } from './allow';
import { TaskFunction } from './task-function';

export interface TriggerCheckProps {
  readonly userPool: IUserPool;
  /** What the pool should call. */
  readonly trigger: IFunction;
  readonly logRetention: RetentionDays;
}

/** Looks at a pool of others every hour: its owner's next deploy can take the trigger away without a word. */
export class TriggerCheck extends Construct {
  constructor(scope: Construct, id: string, { userPool, trigger, logRetention }: TriggerCheckProps) {
    super(scope, id);
    const handler = new TaskFunction(this, 'CheckTrigger', {
      description: 'Counts whether the user pool has lost its PostConfirmation trigger',
      timeout: Duration.seconds(30),
      logRetention,
    });
    allow(handler, ['cognito-idp:DescribeUserPool'], userPool.userPoolArn);
    handler.addEnvironment('USER_POOL_ID', userPool.userPoolId);
    handler.addEnvironment('TRIGGER_FUNCTION_ARN', trigger.functionArn);
    new Rule(this, 'Hourly', {
      description: 'Does the user pool still call the registration?',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(handler)],
    });
  }
}
