import { Duration } from 'aws-cdk-lib';

/** How often and for how long one registration is tried. */
export interface DeliveryNumbers {
  /** For how long a message that was handed out stays hidden: the time between two deliveries of a failing one. */
  readonly visibilityTimeout: Duration;
  /** The delivery on which the workflow gives up, records an open failure and lets the message go. */
  readonly parkAfter: number;
  /** The delivery after which the queue gives up and moves the message to its dead-letter queue. */
  readonly maxReceiveCount: number;
  /** For how long the queue keeps a message. */
  readonly queueRetention: Duration;
  /** For how long a dead-letter queue keeps a message, counted from the day it was first sent. */
  readonly deadLetterRetention: Duration;
  /** For how long the first event of a user keeps its claim on that user. */
  readonly claimLifetime: Duration;
}

/** Every number of the delivery follows from the workflow's own time-out; the tests do the sums again. */
export function deriveDeliveryNumbers(workflowTimeout: Duration): DeliveryNumbers {
  const visibilitySeconds = VISIBILITY_FACTOR * workflowTimeout.toSeconds();
  const parkAfter = Math.ceil(OUTAGE_TO_OUTLAST.toSeconds() / visibilitySeconds) + 1;
  return {
    visibilityTimeout: Duration.seconds(visibilitySeconds),
    parkAfter,
    // Two more: if the last delivery is lost, or its record cannot be written, the next one still parks.
    maxReceiveCount: parkAfter + 2,
    queueRetention: QUEUE_RETENTION,
    deadLetterRetention: DEAD_LETTER_RETENTION,
    // A message may spend its days in the queue and then in the dead-letter queue, and be moved back once.
    claimLifetime: Duration.days(2 * (QUEUE_RETENTION.toDays() + DEAD_LETTER_RETENTION.toDays())),
  };
}

/** "At least six times the combined runtime of the pipe's enrichment and target" (eb-pipes-sqs). */
const VISIBILITY_FACTOR = 6;

/** A failure of this length heals by itself: the last delivery comes after it. */
const OUTAGE_TO_OUTLAST = Duration.hours(1);

/** A stopped pipe over a long weekend loses nothing. */
const QUEUE_RETENTION = Duration.days(4);

/** The longest that SQS allows. */
const DEAD_LETTER_RETENTION = Duration.days(14);
