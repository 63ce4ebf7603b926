import { v5 } from 'uuid';
import { USER_PERSISTED, USER_REGISTERED } from './event-names';

/** This product's own namespace. Every id ever given out hangs on it: never change it. */
const NAMESPACE = '5b0c7a1e-3f5d-4c1b-9d55-7f2a0e8c6d14';

/** Id of the fact that `sub` confirmed a sign-up in this pool: a repeated trigger gives the same. */
export function userRegisteredId(userPoolId: string, sub: string): string {
  return v5(`${userPoolId}/${sub}/${USER_REGISTERED}`, NAMESPACE);
}

/** Id of the row: a row that is made again after a roll-back has the same. */
export function userId(userPoolId: string, sub: string): string {
  return v5(`${userPoolId}/${sub}`, NAMESPACE);
}

/** Id of the `user.persisted` event that `cause` leads to: every delivery of the cause gives the same. */
export function userPersistedId(cause: { event_id: string; occurred_at: string }): string {
  return v5(`${cause.event_id}/${cause.occurred_at}/${USER_PERSISTED}`, NAMESPACE);
}

/**
 * Id of the envelope around an event that goes to the queue without the bus. Like an id of EventBridge it names one sending:
 * a trigger that is fired again gives another, so that the second one is a duplicate.
 */
export function queuedEnvelopeId(event: { event_id: string; occurred_at: string }): string {
  return v5(`${event.event_id}/${event.occurred_at}/envelope`, NAMESPACE);
}
