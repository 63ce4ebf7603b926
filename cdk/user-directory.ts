import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type CfnUserPool,
  FeaturePlan,
  Mfa,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { type IGrantable, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allow } from './allow';

export interface UserDirectoryProps {
  /** What becomes of the users when the pool leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/** Where people sign up: a Cognito user pool and the client of the application. */
export class UserDirectory extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: UserDirectoryProps) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      // Ada@example.com and ada@example.com are one person, here and in the database.
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: PASSWORD_POLICY,
      deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy: props.removalPolicy,
    });
    this.client = this.userPool.addClient('Client', {
      // The plain password flow is for the AWS CLI, which cannot do SRP.
      authFlows: { userSrp: true, userPassword: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      disableOAuth: true,
    });
  }

  /** Calls the function for every confirmed sign-up, while the user waits: it has five seconds (Cognito's limit). */
  addPostConfirmationTrigger(handler: IFunction): void {
    const resource = this.userPool.node.defaultChild as CfnUserPool;
    resource.lambdaConfig = { postConfirmation: handler.functionArn };
    // What UserPool.addTrigger would do, but with the account as well: an ARN without one can be taken again by others.
    handler.addPermission('CallFromUserPool', {
      principal: new ServicePrincipal('cognito-idp.amazonaws.com'),
      sourceArn: this.userPool.userPoolArn,
      sourceAccount: Stack.of(this).account,
    });
  }

  /** Lets it ask for one user by name. */
  grantGetUser(grantee: IGrantable): void {
    allow(grantee, ['cognito-idp:AdminGetUser'], this.userPool.userPoolArn);
  }
}

const PASSWORD_POLICY = {
  minLength: 8,
  requireLowercase: true,
  requireUppercase: true,
  requireDigits: true,
  requireSymbols: true,
  tempPasswordValidity: Duration.days(3),
};
