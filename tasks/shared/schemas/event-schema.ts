import * as z from 'zod/mini';
import { USER_PERSISTED, USER_REGISTERED, USER_REMOVED } from '../event-names';
import { userPersisted, userPersistedEnvelope } from '../user-persisted';
import { userRegistered, userRegisteredEnvelope } from '../user-registered';
import { userRemoved, userRemovedEnvelope } from '../user-removed';

type Schema = Record<string, unknown>;
type Definition = { properties: Record<string, Schema> };
type EventSchema = Schema & Definition & { definitions: { Metadata: Definition; Data: Definition } };

interface Event {
  readonly envelope: z.ZodMiniType;
  readonly detail: z.ZodMiniObject<{ metadata: z.ZodMiniType; data: z.ZodMiniType }>;
  readonly title: string;
  readonly description: string;
  /** What zod cannot say of a member of `data`. */
  readonly data: Record<string, Schema>;
}

/** Refined in zod, so written here once more; a test asks both about the same values. */
const COGNITO_ID = { description: 'The sub of the user.', not: { pattern: '^unlinked:' } };
const METADATA = { occurred_at: { description: 'UTC, ISO 8601.', format: 'date-time' } };
/** EventBridge's own, and free: nobody here reads them. */
const REST_OF_ENVELOPE = { version: {}, account: {}, time: {}, region: {}, resources: {} };
const RULES =
  'Delivery is at least once: event_id is the same for every copy of a fact. Ignore members you do not know; refuse a schema_version you do not know.';

const EVENTS: Record<string, Event> = {
  [USER_REGISTERED]: {
    envelope: userRegisteredEnvelope,
    detail: userRegistered,
    title: 'UserRegistered',
    description: 'A user confirmed a sign-up in Cognito.',
    data: {
      cognito_id: COGNITO_ID,
      email: { description: 'As Cognito has it, not normalised.' },
      created_at: { description: 'When Cognito made the user. UTC, ISO 8601.', format: 'date-time' },
      identity_provider: {
        description:
          'cognito, or the name of the identity provider of a federated user; unknown when that cannot be told.',
      },
    },
  },
  [USER_PERSISTED]: {
    envelope: userPersistedEnvelope,
    detail: userPersisted,
    title: 'UserPersisted',
    description: 'A registered user is a row in the database.',
    data: {
      user_id: {
        description: 'Id of the row. A row of the old table that was linked keeps the id it had.',
      },
      cognito_id: COGNITO_ID,
      email: { description: 'Normalised: trimmed, NFC, lower case.' },
    },
  },
  [USER_REMOVED]: {
    envelope: userRemovedEnvelope,
    detail: userRemoved,
    title: 'UserRemoved',
    description: 'A user is gone from Cognito for certain.',
    data: {
      user_id: { description: 'Id of the row. Whoever keeps data of the user finds them by it.' },
      cognito_id: COGNITO_ID,
      policy: {
        description:
          'anonymise: the row stays without e-mail, name and phone. relink: it stays as it is, for whoever signs up natively with its verified e-mail. delete: it is gone.',
      },
    },
  },
};

/** The detail types that have a schema. */
export const DETAIL_TYPES = Object.keys(EVENTS);

/**
 * The JSON Schema of an event in EventBridge's envelope, from the zod schema that the code reads it with. Draft 4: the
 * registry takes nothing newer (EventBridge user guide, "Creating a schema"). Throws where the overlay names no member.
 */
export function eventSchema(detailType: string): Schema {
  const event = EVENTS[detailType];
  if (!event) throw new Error(`There is no event ${detailType}; there are ${DETAIL_TYPES.join(', ')}.`);
  const { $schema, ...schema } = portable(generate(event)) as EventSchema;
  describe(schema.definitions.Metadata, METADATA);
  describe(schema.definitions.Data, event.data);
  return {
    $schema,
    title: event.title,
    description: `${event.description} ${RULES}`,
    'x-amazon-events-source': 'user-registration',
    'x-amazon-events-detail-type': detailType,
    ...schema,
    properties: { ...schema.properties, ...REST_OF_ENVELOPE },
  };
}

function generate({ envelope, detail, title }: Event): unknown {
  const names = z.registry<{ id: string }>();
  names.add(detail, { id: title });
  names.add(detail.shape.metadata, { id: 'Metadata' });
  names.add(detail.shape.data, { id: 'Data' });
  // As input: zod drops members that it does not know, and so must whoever reads the event.
  return z.toJSONSchema(envelope, { target: 'draft-04', io: 'input', metadata: names });
}

/** `text(n)` counts characters in its pattern, for zod's own maxLength counts UTF-16 units; JSON Schema's counts characters. */
function portable(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    const { pattern, ...rest } = (value ?? {}) as Schema;
    const longest = typeof pattern === 'string' && TEXT.exec(pattern)?.[1];
    return longest ? { ...rest, pattern: '^[^\\u0000\\ud800-\\udfff]+$', maxLength: Number(longest) } : value;
  });
}

const TEXT = /^\^\[\^\\0\\ud800-\\udfff\]\{1,(\d+)\}\$$/;

function describe({ properties }: Definition, overlay: Record<string, Schema>): void {
  for (const [member, more] of Object.entries(overlay)) {
    const described = properties[member];
    if (!described) throw new Error(`The overlay names ${member}, which is no member of the event.`);
    Object.assign(described, more);
  }
}
