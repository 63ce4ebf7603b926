import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Archive, EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EVENT_SOURCE, USER_PERSISTED, USER_REGISTERED, USER_REMOVED } from '../tasks/shared/event-names';
import { allow } from './allow';
import { EventSchemas } from './event-schemas';
import { resourceName } from './resource-names';
import type { RegistrationQueue } from './registration-queue';

export interface RegistrationEventsProps {
  /** The bus of an existing world. @default one of our own */
  readonly existing?: IEventBus;
  /** On a bus of others: the only pool whose sign-ups are ours. */
  readonly userPoolId: string;
  /** For how long the dead-letter queue of the rule keeps what it could not deliver. */
  readonly deadLetterRetention: Duration;
  /** What becomes of the archive, its bus and undelivered events when they leave the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/** The bus on which both facts are announced, their schemas, and an archive to replay them from. */
export class RegistrationEvents extends Construct {
  readonly bus: IEventBus;
  readonly archive: Archive;
  readonly deadLetterQueue: Queue;
  /** Takes every confirmed sign-up. */
  readonly rule: Rule;

  constructor(scope: Construct, id: string, props: RegistrationEventsProps) {
    super(scope, id);
    this.bus =
      props.existing ??
      new EventBus(this, 'Bus', {
        eventBusName: resourceName(this),
        description: 'user.registered, user.persisted and user.removed',
      });
    // Below our own bus, where it always was; below another's it would be in the stack of that bus.
    this.archive = new Archive(props.existing ? this : this.bus, 'Archive', {
      sourceEventBus: this.bus,
      // A replay is started by this name; one that is derived from the path here would pass the limit of 48 characters.
      archiveName: resourceName(this),
      description: 'Every registration event, to replay or to feed to a new consumer',
      eventPattern: { source: [EVENT_SOURCE] },
      retention: ARCHIVE_RETENTION,
    });
    // An archive keeps a rule on its bus (eb-archive-delete), and a bus that has rules cannot be deleted.
    for (const kept of props.existing ? [this.archive] : [this.bus, this.archive])
      kept.applyRemovalPolicy(props.removalPolicy);
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      retentionPeriod: props.deadLetterRetention,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: props.removalPolicy,
    });
    this.rule = new Rule(this, 'UserRegistered', {
      // Typed by operators: to replay the archive to it alone.
      ruleName: resourceName(this, 'user-registered'),
      description: 'Every confirmed sign-up goes to the registration queue',
      eventBus: this.bus,
      eventPattern: {
        source: [EVENT_SOURCE],
        detailType: [USER_REGISTERED],
        // On a bus of one's own a stranger's event is bad data, and seen; on a shared one it is another registration's.
        ...(props.existing && { detail: { data: { user_pool_id: [props.userPoolId] } } }),
      },
    });
    new EventSchemas(this, 'Schemas');
  }

  /** Lets the function announce `user.registered`, and tells it where. */
  grantPutUserRegistered(handler: LambdaFunction): void {
    this.allowToPut(handler, USER_REGISTERED);
    handler.addEnvironment('EVENT_BUS_NAME', this.bus.eventBusName);
  }

  /** Lets the workflow announce `user.persisted`. */
  grantPutUserPersisted(workflow: IGrantable): void {
    this.allowToPut(workflow, USER_PERSISTED);
  }

  /** Lets the workflow announce `user.removed`. */
  grantPutUserRemoved(workflow: IGrantable): void {
    this.allowToPut(workflow, USER_REMOVED);
  }

  /** Sends every `user.registered` to the queue; what cannot be delivered for a day goes to a queue of its own. */
  addUserRegisteredTarget(queue: RegistrationQueue): void {
    this.rule.addTarget(
      new SqsQueue(queue.queue, {
        deadLetterQueue: this.deadLetterQueue,
        maxEventAge: Duration.hours(24),
        retryAttempts: MOST_RETRIES,
      }),
    );
  }

  private allowToPut(grantee: IGrantable, detailType: string): void {
    allow(grantee, ['events:PutEvents'], this.bus.eventBusArn, {
      StringEquals: { 'events:source': EVENT_SOURCE, 'events:detail-type': detailType },
    });
  }
}

/** Longer than a message can live in the queue and its dead-letter queue together. */
export const ARCHIVE_RETENTION = Duration.days(30);

/** The most that EventBridge allows, with 24 hours (eb-rule-retry-policy). */
const MOST_RETRIES = 185;
