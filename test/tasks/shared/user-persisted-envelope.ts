import * as z from 'zod/mini';
import { cognitoId } from '../../../tasks/shared/cognito-identity';
import { eventMetadata } from '../../../tasks/shared/event-metadata';
import { EVENT_SOURCE, USER_PERSISTED } from '../../../tasks/shared/event-names';
import { text, uuid } from '../../../tasks/shared/text';
import { persistedOperation } from '../../../tasks/shared/user-persisted';

/**
 * `user.persisted` as EventBridge delivers it, in the parts that the code has; the workflow builds it, so no task reads it.
 * It always names its cause. A linked row keeps its old id, so `user_id` is only text.
 */
export const userPersistedEnvelope = z.object({
  id: uuid(),
  source: z.literal(EVENT_SOURCE),
  'detail-type': z.literal(USER_PERSISTED),
  detail: z.object({
    metadata: z.extend(eventMetadata, { causation_id: uuid() }),
    data: z.object({
      user_id: text(36),
      cognito_id: cognitoId(),
      email: text(255),
      operation: persistedOperation,
    }),
  }),
});
