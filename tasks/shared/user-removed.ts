import * as z from 'zod/mini';
import { cognitoId } from './cognito-identity';
import { eventMetadata } from './event-metadata';
import { EVENT_SOURCE, USER_REMOVED } from './event-names';
import { missingOr } from './missing-or';
import { REMOVAL_POLICIES } from './removal-policy';
import { text, uuid } from './text';

const removalPolicy = z.enum(REMOVAL_POLICIES, missingOr('must be "anonymise", "relink" or "delete"'));

/** `user.removed` as `reconcile-users` sends it: who is gone from Cognito, and what became of the row. */
export const userRemoved = z.object({
  metadata: eventMetadata,
  data: z.object({
    user_id: text(36),
    cognito_id: cognitoId(),
    policy: removalPolicy,
  }),
});

/** The envelope in which EventBridge delivers it. */
export const userRemovedEnvelope = z.object({
  id: uuid(),
  source: z.literal(EVENT_SOURCE),
  'detail-type': z.literal(USER_REMOVED),
  detail: userRemoved,
});
