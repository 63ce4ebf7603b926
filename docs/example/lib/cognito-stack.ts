import { Stack, type StackProps } from 'aws-cdk-lib';
import { UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { UserRegistration } from 'user-registration';

/** The user pool, as it is there already. */
export class CognitoStack extends Stack {
  readonly userPool: UserPool;
  readonly userPoolClient: UserPoolClient;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
    });
    this.userPoolClient = this.userPool.addClient('App', {
      authFlows: { userPassword: true, userSrp: true },
    });
    // The one line of the pool's owner.
    UserRegistration.addTriggerTo(this.userPool);
  }
}
