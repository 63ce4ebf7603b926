import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow } from './allow';
import type { DeliveryNumbers } from './delivery-numbers';

export interface RegistrationQueueProps {
  /** How often and for how long a message is tried. */
  readonly numbers: DeliveryNumbers;
  /** What becomes of the messages when the queues leave the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/** Keeps every registration until the workflow has brought it to a final outcome. */
export class RegistrationQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, { numbers, removalPolicy }: RegistrationQueueProps) {
    super(scope, id);
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...ENCRYPTED,
      removalPolicy,
      retentionPeriod: numbers.deadLetterRetention,
    });
    this.queue = new Queue(this, 'Queue', {
      ...ENCRYPTED,
      removalPolicy,
      visibilityTimeout: numbers.visibilityTimeout,
      retentionPeriod: numbers.queueRetention,
      maxMessageSizeBytes: LARGEST_BODY,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: numbers.maxReceiveCount },
    });
  }

  /** Lets the function put an event here that the bus refused, and tells it where. */
  grantSendMessages(handler: LambdaFunction): void {
    allow(handler, ['sqs:SendMessage'], this.queue.queueArn);
    handler.addEnvironment('REGISTRATION_QUEUE_URL', this.queue.queueUrl);
  }

  /** Lets the pipe take messages and forget them. */
  grantConsumeMessages(pipe: IGrantable): void {
    allow(pipe, ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn);
  }
}

/** SQS holds the key: with a customer's key the rule would need a statement in the key's policy, for no gain here. */
const ENCRYPTED = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

/**
 * A body is quoted once on its way into an execution and may double its size there, and is carried from step to step:
 * 64 KiB always fits into the 256 KiB of a payload. A sign-up event is about 1 KiB.
 */
const LARGEST_BODY = 64 * 1024;
