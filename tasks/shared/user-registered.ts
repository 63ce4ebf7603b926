import * as z from 'zod/mini';
import { cognitoId, identityProvider, userPoolId } from './cognito-identity';
import { eventMetadata } from './event-metadata';
import { EVENT_SOURCE, USER_REGISTERED } from './event-names';
import { missingOr } from './missing-or';
import { text, uuid } from './text';
import { timestamp } from './timestamp';

/** Longest value of a user attribute (Cognito API reference, `AttributeType`). */
const ATTRIBUTE = 2048;

/** `user.registered` as it travels. Limits are Cognito's; what the table can hold is decided by `user.ts`. */
export const userRegistered = z.object(
  {
    metadata: eventMetadata,
    data: z.object(
      {
        cognito_id: cognitoId(),
        user_pool_id: userPoolId(),
        username: text(128),
        email: text(ATTRIBUTE),
        email_verified: z.boolean(missingOr('must be true or false')),
        // Whatever Cognito took. They do not identify anybody, so nobody is refused for them: see optional-attributes.ts.
        name: z.optional(z.string(missingOr('must be text'))),
        phone: z.optional(z.string(missingOr('must be text'))),
        identity_provider: identityProvider(),
        /** When Cognito made the user; a sign-up does not say, it is made as of its own time. */
        created_at: z.optional(timestamp()),
      },
      missingOr('must be an object'),
    ),
  },
  missingOr('must be an object'),
);

/** The envelope in which EventBridge delivers it. Nobody here reads its other members, so nobody is refused for them. */
export const userRegisteredEnvelope = z.object(
  {
    id: uuid(),
    source: z.literal(EVENT_SOURCE, missingOr(`must be "${EVENT_SOURCE}"`)),
    'detail-type': z.literal(USER_REGISTERED, missingOr(`must be "${USER_REGISTERED}"`)),
    detail: userRegistered,
  },
  'must be an object',
);

export type UserRegistered = z.infer<typeof userRegistered>;
export type UserRegisteredEnvelope = z.infer<typeof userRegisteredEnvelope>;
