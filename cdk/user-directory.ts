import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allow } from './allow';

export interface UserDirectoryProps {
  /**
   * Feature plan, paid for each active user. All that is used here, SRP and an optional TOTP factor included, is in LITE:
   * what a switch to it turns off is listed in the developer guide, "Turning off features to change feature plans".
   */
  readonly tier: FeaturePlan;
  /** Sender of the mails, in a domain that SES has verified in this region. @default Cognito itself, 50 mails a day */
  readonly emailFrom?: string;
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
      featurePlan: props.tier,
      standardThreatProtectionMode:
        props.tier === FeaturePlan.PLUS ? StandardThreatProtectionMode.FULL_FUNCTION : undefined,
      email: props.emailFrom ? this.sesFrom(props.emailFrom) : undefined,
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
    this.client.applyRemovalPolicy(props.removalPolicy);
  }

  /** Calls the function for every confirmed sign-up, while the user waits: it has five seconds (Cognito's limit). */
  addPostConfirmationTrigger(handler: IFunction): void {
    this.userPool.addTrigger(UserPoolOperation.POST_CONFIRMATION, handler);
    // The pool's ARN alone would let the next owner of a deleted pool's id in; addTrigger gives no account.
    const permission = this.userPool.node.findChild('PostConfirmationCognito') as CfnPermission;
    permission.sourceAccount = Stack.of(this).account;
  }

  /** Lets it ask for one user by name. */
  grantGetUser(grantee: IGrantable): void {
    allow(grantee, ['cognito-idp:AdminGetUser'], this.userPool.userPoolArn);
  }

  private sesFrom(fromEmail: string): UserPoolEmail {
    return UserPoolEmail.withSES({
      fromEmail,
      sesRegion: Stack.of(this).region,
      sesVerifiedDomain: fromEmail.split('@')[1],
    });
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
