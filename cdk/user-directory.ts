import { Duration, RemovalPolicy, Resource, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  type IUserPool,
  type IUserPoolClient,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { type IGrantable, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow } from './allow';
import type { ExistingResources, UserPoolTrigger } from './existing-resources';
import { TriggerAttachment } from './trigger-attachment';
import { TriggerCheck } from './trigger-check';

export interface UserDirectoryProps {
  /** The pool of an existing world, and its client for test users. @default a pool and a client of our own */
  readonly existing: Pick<
    ExistingResources,
    'userPool' | 'userPoolClient' | 'userPoolTrigger' | 'acceptDrift'
  >;
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
  readonly userPool: IUserPool;
  readonly client?: IUserPoolClient;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserDirectoryProps,
  ) {
    super(scope, id);
    const { userPool, userPoolClient } = props.existing;
    const own = userPool ? undefined : this.createUserPool(props);
    this.userPool = userPool ?? own!;
    this.client = own ? this.createClient(own, props.removalPolicy) : userPoolClient;
  }

  /** Has the function called for every confirmed sign-up, while the user waits: it has five seconds (Cognito's limit). */
  giveTrigger(trigger: IFunction, logRetention: RetentionDays): void {
    const { userPool } = this;
    const { acceptDrift = false } = this.props.existing;
    if (this.triggerGivenBy === 'none') return;
    if (this.triggerGivenBy === 'owner' && this.isOfThisStack) return this.addTrigger(trigger);
    this.allowToInvoke(trigger);
    if (this.triggerGivenBy === 'attach')
      new TriggerAttachment(this, 'TriggerAttachment', { userPool, trigger, acceptDrift, logRetention });
    new TriggerCheck(this, 'TriggerCheck', { userPool, trigger, logRetention });
  }

  /** Who gives the pool its trigger. */
  get triggerGivenBy(): UserPoolTrigger {
    return this.props.existing.userPoolTrigger ?? 'owner';
  }

  /** Whether the pool may lose its trigger behind our back, and is looked at for that. */
  get isChecked(): boolean {
    return this.node.tryFindChild('TriggerCheck') !== undefined;
  }

  /** Lets it ask for one user by name. */
  grantGetUser(grantee: IGrantable): void {
    allow(grantee, ['cognito-idp:AdminGetUser'], this.userPool.userPoolArn);
  }

  /** Lets it list every user. */
  grantListUsers(grantee: IGrantable): void {
    allow(grantee, ['cognito-idp:ListUsers'], this.userPool.userPoolArn);
  }

  private addTrigger(handler: IFunction): void {
    (this.userPool as UserPool).addTrigger(UserPoolOperation.POST_CONFIRMATION, handler);
    // The pool's ARN alone would let the next owner of a deleted pool's id in; addTrigger gives no account.
    const permission = this.userPool.node.findChild('PostConfirmationCognito') as CfnPermission;
    permission.sourceAccount = Stack.of(this).account;
  }

  /** Lets the pool call the function, whoever gives it the trigger. */
  private allowToInvoke(handler: IFunction): void {
    handler.addPermission('UserPool', {
      principal: new ServicePrincipal('cognito-idp.amazonaws.com'),
      sourceArn: this.userPool.userPoolArn,
      sourceAccount: Stack.of(this).account,
    });
  }

  /** Whether the pool is made by this very stack, so that the trigger can stand in its template. */
  private get isOfThisStack(): boolean {
    return Resource.isOwnedResource(this.userPool) && Stack.of(this.userPool) === Stack.of(this);
  }

  private createUserPool(props: UserDirectoryProps): UserPool {
    return new UserPool(this, 'UserPool', {
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
  }

  private createClient(userPool: UserPool, removalPolicy: RemovalPolicy): UserPoolClient {
    const client = userPool.addClient('Client', {
      // The plain password flow is for the AWS CLI, which cannot do SRP.
      authFlows: { userSrp: true, userPassword: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      disableOAuth: true,
    });
    client.applyRemovalPolicy(removalPolicy);
    return client;
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
