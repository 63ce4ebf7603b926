import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** What an existing world has already; whatever is not given is made. */
export interface ExistingResources {
  /** Where people sign up. @default a pool of our own, with a client */
  readonly userPool?: IUserPool;
  /** Client of that pool by which `registrar sign-up` sends its test users. @default it is asked for a client */
  readonly userPoolClient?: IUserPoolClient;
  /** How the pool comes to call us; see `UserPoolTrigger`. @default owner */
  readonly userPoolTrigger?: UserPoolTrigger;
  /**
   * With `attach`: change the pool although a stack made it. That stack's next update takes the trigger away again; an alarm
   * tells. @default false
   */
  readonly acceptDrift?: boolean;
  /** An Aurora PostgreSQL cluster with the Data API turned on. @default a cluster of our own */
  readonly database?: IDatabaseCluster;
  /** Login that owns the table of users, or is a member of the role that does. @default the cluster's `secret` */
  readonly databaseSecret?: ISecret;
  /** The database in that cluster. Needed with `database`. */
  readonly databaseName?: string;
  /** The table of users in it, as `table` or `schema.table`. @default public.users */
  readonly usersTable?: string;
  /** Where both facts are announced. @default a bus of our own */
  readonly bus?: IEventBus;
  /** Where operators are called. @default a topic of our own */
  readonly alertTopic?: ITopic;
  /** Encrypts what people read personal data in. @default a key of our own */
  readonly key?: IKey;
}

/**
 * Who gives the pool its PostConfirmation trigger. `owner`: whoever made the pool; in the same stack we do it, elsewhere
 * the owner adds one line. `attach`: we do it by the API, for a pool that no stack owns. `none`: nobody; something else
 * publishes registrations, or calls our function from a trigger that is there already.
 */
export type UserPoolTrigger = 'owner' | 'attach' | 'none';

export const USER_POOL_TRIGGERS: readonly UserPoolTrigger[] = ['owner', 'attach', 'none'];
