import type { PostConfirmationTriggerEvent } from 'aws-lambda';
import { errorFacts, type ErrorFacts } from './shared/error-facts';
import { EVENT_SOURCE, USER_REGISTERED } from './shared/event-names';
import { queuedEnvelopeId } from './shared/ids';
import {
  userRegisteredFromCognito,
  type UserRegisteredFromCognito,
} from './shared/user-registered-from-cognito';

/** `user.registered` in the envelope in which EventBridge delivers it. */
export interface PublishedEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': typeof USER_REGISTERED;
  readonly source: typeof EVENT_SOURCE;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: UserRegisteredFromCognito;
}

export interface PublishUserRegisteredDependencies {
  /** Puts the event on the bus; rejects unless the bus took it. */
  readonly putOnBus: (event: PublishedEvent) => Promise<void>;
  /** Sends the event, envelope and all, straight to the queue that the bus would have delivered it to. */
  readonly sendToQueue: (event: PublishedEvent) => Promise<void>;
  readonly now: () => Date;
  readonly account: string;
  readonly log: Record<'info' | 'warn' | 'error', (message: string, facts: Record<string, unknown>) => void>;
  readonly count: (
    metric: 'RegistrationPublished' | 'PublishedThroughQueue' | 'RegistrationNotPublished',
  ) => void;
}

/**
 * Tells of a confirmed sign-up, by the bus or else by the queue, and gives Cognito its event back. It never
 * throws: the user is confirmed by now, an error would only be shown to them, and Cognito does not ask again.
 */
export async function publishUserRegistered(
  dependencies: PublishUserRegisteredDependencies,
  trigger: PostConfirmationTriggerEvent,
): Promise<PostConfirmationTriggerEvent> {
  if (trigger.triggerSource !== 'PostConfirmation_ConfirmSignUp') return trigger;
  try {
    await publish(dependencies, envelope(dependencies, trigger));
  } catch (error) {
    const { sub } = trigger.request?.userAttributes ?? {};
    reportLoss(dependencies, { user_pool_id: trigger.userPoolId, cognito_id: sub, error: errorFacts(error) });
  }
  return trigger;
}

/**
 * `occurred_at` is the time of this invocation, as Cognito gives none. A repeated trigger therefore has the same
 * event id and another `occurred_at`; the claim of `ValidateUser` is what makes the second one a duplicate.
 */
function envelope(
  { now, account }: PublishUserRegisteredDependencies,
  trigger: PostConfirmationTriggerEvent,
): PublishedEvent {
  const occurredAt = now();
  const detail = userRegisteredFromCognito(trigger, occurredAt);
  return {
    version: '0',
    id: queuedEnvelopeId(detail.metadata),
    'detail-type': USER_REGISTERED,
    source: EVENT_SOURCE,
    account,
    // EventBridge gives whole seconds.
    time: `${occurredAt.toISOString().slice(0, 19)}Z`,
    region: trigger.region,
    resources: [],
    detail,
  };
}

/** A time-out leaves open whether the bus took the event; should both arrive, the second is a duplicate. */
async function publish(
  dependencies: PublishUserRegisteredDependencies,
  event: PublishedEvent,
): Promise<void> {
  const { putOnBus, sendToQueue, log, count } = dependencies;
  const facts = factsOf(event);
  const bus = await failureOf(putOnBus, event);
  const queue = bus && (await failureOf(sendToQueue, event));
  if (queue) return reportLoss(dependencies, { ...facts, bus, queue });
  // Compared with what arrives in the queue: PutEvents succeeds for a bus that is not there.
  count('RegistrationPublished');
  if (!bus) return log.info('Registration is published', facts);
  log.warn('Registration is published through the queue', { ...facts, bus });
  count('PublishedThroughQueue');
}

async function failureOf(
  send: (event: PublishedEvent) => Promise<void>,
  event: PublishedEvent,
): Promise<ErrorFacts | undefined> {
  try {
    await send(event);
    return undefined;
  } catch (error) {
    return errorFacts(error);
  }
}

/** Pool and `sub` are what it takes to look the user up and publish again. */
function reportLoss({ log, count }: PublishUserRegisteredDependencies, facts: Record<string, unknown>): void {
  log.error('Registration is NOT published: reconcile this user', facts);
  count('RegistrationNotPublished');
}

function factsOf({ detail: { metadata, data } }: PublishedEvent): Record<string, unknown> {
  return {
    event_id: metadata.event_id,
    occurred_at: metadata.occurred_at,
    user_pool_id: data.user_pool_id,
    cognito_id: data.cognito_id,
  };
}
