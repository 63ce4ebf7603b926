import * as z from 'zod/mini';
import { SCHEMA_VERSION } from './event-names';
import { missingOr } from './missing-or';
import { text, uuid } from './text';
import { timestamp } from './timestamp';

/** What every event of this product says about itself. Unknown members are dropped: they may be added at any time. */
export const eventMetadata = z.object(
  {
    event_id: uuid(),
    schema_version: z.literal(SCHEMA_VERSION, missingOr(`must be "${SCHEMA_VERSION}"`)),
    occurred_at: timestamp(),
    correlation_id: text(128),
    causation_id: z.optional(uuid()),
    origin: z.enum(
      ['sign-up', 'reconcile', 'operator'],
      missingOr('must be "sign-up", "reconcile" or "operator"'),
    ),
  },
  missingOr('must be an object'),
);
