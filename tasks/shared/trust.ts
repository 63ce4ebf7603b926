import type { Problem } from './invalid-registration-error';
import { isVisible } from './text';
import type { UserRegistered } from './user-registered';

/** What an event is measured against. */
export interface Circumstances {
  /** The user pool of this stack. */
  readonly userPoolId: string;
  readonly now: Date;
  /** Who started the workflow directly, which takes a right of its own; undefined for a message from the queue. */
  readonly startedBy: string | undefined;
}

/** How far the clock of who sent the event may be ahead, in ms. */
const GRACE = 5 * 60_000;

/**
 * What an event says that whoever may write to the bus or the queue must not say: users of other pools, an origin that goes
 * past the claim, a time that would make every later event an older one, names of users by which Cognito cannot be asked, ids that a
 * terminal would obey.
 */
export function findDistrust({ metadata, data }: UserRegistered, circumstances: Circumstances): Problem[] {
  const { userPoolId, now, startedBy } = circumstances;
  const rules: [holds: boolean, path: string, expected: string][] = [
    [data.user_pool_id === userPoolId, 'data.user_pool_id', 'must be the user pool of this stack'],
    [
      metadata.origin === 'sign-up' || startedBy !== undefined,
      'metadata.origin',
      'must be "sign-up" in a message',
    ],
    [
      Date.parse(metadata.occurred_at) <= now.getTime() + GRACE,
      'metadata.occurred_at',
      'must not be in the future',
    ],
    ...Object.entries({
      'metadata.correlation_id': metadata.correlation_id,
      'data.username': data.username,
      'data.identity_provider': data.identity_provider,
    }).map(([path, id]): [boolean, string, string] => [isVisible(id), path, INVISIBLE]),
    ...(['cognito_id', 'username'] as const).map((name): [boolean, string, string] => [
      !UNASKABLE.test(data[name]),
      `data.${name}`,
      'must have no spaces or unassigned characters',
    ]),
  ];
  return rules.filter(([holds]) => !holds).map(([, path, expected]) => ({ path, expected }));
}

/** With these in a name Cognito answers with an error instead of "no such user" (API reference of user pools, `UsernameType`). */
const UNASKABLE = /[\p{Zs}\p{Co}\p{Cn}]/u;

const INVISIBLE = 'must have no control or format characters';
