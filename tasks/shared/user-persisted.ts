import * as z from 'zod/mini';
import { cognitoId } from './cognito-identity';
import { eventMetadata } from './event-metadata';
import { EVENT_SOURCE, USER_PERSISTED } from './event-names';
import { missingOr } from './missing-or';
import { text, uuid } from './text';

/** What the database did for the registration that is announced. */
export const persistedOperation = z.enum(
  ['created', 'linked', 'updated', 'unchanged'],
  missingOr('must be "created", "linked", "updated" or "unchanged"'),
);

/** `user.persisted` as it travels; it always names its cause. A linked row keeps its old id, so `user_id` is only text. */
export const userPersisted = z.object(
  {
    metadata: z.extend(eventMetadata, { causation_id: uuid() }),
    data: z.object(
      {
        user_id: text(36),
        cognito_id: cognitoId(),
        email: text(255),
        operation: persistedOperation,
      },
      missingOr('must be an object'),
    ),
  },
  missingOr('must be an object'),
);

/** The envelope in which EventBridge delivers it. */
export const userPersistedEnvelope = z.object(
  {
    id: uuid(),
    source: z.literal(EVENT_SOURCE, missingOr(`must be "${EVENT_SOURCE}"`)),
    'detail-type': z.literal(USER_PERSISTED, missingOr(`must be "${USER_PERSISTED}"`)),
    detail: userPersisted,
  },
  'must be an object',
);

export type UserPersisted = z.infer<typeof userPersisted>;
