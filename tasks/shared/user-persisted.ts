import * as z from 'zod/mini';
import { cognitoId } from './cognito-identity';
import { eventMetadata } from './event-metadata';
import { EVENT_SOURCE, USER_PERSISTED } from './event-names';
import { missingOr } from './missing-or';
import { text, uuid } from './text';

/** What the database did for the registration that `user.persisted` announces. */
export const persistedOperation = z.enum(
  ['created', 'linked', 'updated', 'unchanged'],
  missingOr('must be "created", "linked", "updated" or "unchanged"'),
);

/** `user.persisted` as it travels; the workflow builds it. It always names its cause. A linked row keeps its old id. */
export const userPersisted = z.object({
  metadata: z.extend(eventMetadata, { causation_id: uuid() }),
  data: z.object({
    user_id: text(36),
    cognito_id: cognitoId(),
    email: text(255),
    operation: persistedOperation,
  }),
});

/** The envelope in which EventBridge delivers it. */
export const userPersistedEnvelope = z.object({
  id: uuid(),
  source: z.literal(EVENT_SOURCE),
  'detail-type': z.literal(USER_PERSISTED),
  detail: userPersisted,
});
