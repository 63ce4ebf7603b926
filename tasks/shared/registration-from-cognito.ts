import * as z from 'zod/mini';
import { userPoolId } from './cognito-identity';
import { EVENT_SOURCE, USER_REGISTERED } from './event-names';
import { queuedEnvelopeId } from './ids';
import { missingOr } from './missing-or';
import { text } from './text';
import { timestamp } from './timestamp';
import { userRegisteredFromCognito } from './user-registered-from-cognito';

/**
 * A user as ListUsers names them (API reference of Cognito user pools, `UserType`), in the body of a direct start: whoever lists
 * users in a workflow has no way to make an event of one.
 */
export const listedUser = z.object(
  {
    user_pool_id: userPoolId(),
    origin: z.enum(['reconcile', 'operator'], missingOr('must be "reconcile" or "operator"')),
    cognito_user: z.object(
      {
        Username: text(128),
        Attributes: z.array(z.object({ Name: z.string(), Value: z.optional(z.string()) })),
        UserCreateDate: z.optional(timestamp()),
        UserLastModifiedDate: timestamp(),
        UserStatus: z.string(),
      },
      missingOr('must be a user as Cognito lists them'),
    ),
  },
  missingOr('must be an object'),
);

export type ListedUser = z.infer<typeof listedUser>;

/** Is this body one that names a user of Cognito, and no message? */
export function isListedUser(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'cognito_user' in body;
}

/**
 * The message that such a user amounts to: what the trigger would have sent, as of the user's last change. Its ids follow from
 * that, so a second one is the same event, and an old answer of a listing never wins over a newer one.
 */
export function registrationFromCognito({ user_pool_id, origin, cognito_user }: ListedUser) {
  const { Username, Attributes, UserStatus, UserCreateDate, UserLastModifiedDate } = cognito_user;
  const userAttributes = {
    ...Object.fromEntries(Attributes.map(({ Name, Value }) => [Name, Value])),
    // What the trigger calls it.
    'cognito:user_status': UserStatus,
  };
  const trigger = { userPoolId: user_pool_id, userName: Username, request: { userAttributes } };
  const detail = userRegisteredFromCognito(trigger, new Date(UserLastModifiedDate), origin, UserCreateDate);
  return {
    version: '0',
    id: queuedEnvelopeId(detail.metadata),
    'detail-type': USER_REGISTERED,
    source: EVENT_SOURCE,
    time: detail.metadata.occurred_at,
    detail,
  };
}
