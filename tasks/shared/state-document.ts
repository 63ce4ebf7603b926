import * as z from 'zod/mini';
import { cognitoId, userPoolId } from './cognito-identity';
import { eventMetadata } from './event-metadata';
import { missingOr } from './missing-or';
import { text, uuid } from './text';
import { timestamp } from './timestamp';
import { user } from './user';
import { persistedOperation } from './user-persisted';

/** What the workflow itself keeps beside these members, such as `outcome`, is let through. */
const open = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.looseObject(shape, missingOr('must be an object'));

/** Closed, because operators edit these: a misspelt member is found before it is replayed. */
const closed = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has members that no step reads: ${issue.keys.join(', ')}`
        : missingOr('must be an object').error(issue),
  });

const received = {
  failure_id: text(128),
  /** Not where the workflow is started directly. */
  message_id: z.optional(text(256)),
  sent_at: z.optional(timestamp()),
  attempt: z
    .number(missingOr('must be a whole number'))
    .check(z.int('must be a whole number'), z.minimum(1, 'must be 1 or more')),
  replay: z.optional(
    open({
      failure_id: text(256),
      replay_id: text(256),
      by: text(2048),
      at: timestamp(),
      reason: text(2048),
    }),
  ),
  /** Who started the workflow directly, such as `registrar resync`; a message from the queue never says so. */
  started_by: z.optional(text(256)),
  /** Nobody is told of the row: no `user.persisted`. */
  silent: z.optional(z.boolean(missingOr('must be true or false'))),
};

const validated = {
  delivery: open({ ...received, envelope_id: uuid() }),
  /** What the user does not say as well; an older record has the whole event. */
  event: open({
    metadata: eventMetadata,
    data: open({ user_pool_id: userPoolId(), username: text(128), created_at: z.optional(timestamp()) }),
  }),
  user: closed(user.shape),
  claim: closed({ owner: text(128) }),
};

/** What Cognito itself said about one identity, or an operator who decides over an address. */
const asked = closed({
  cognito_id: text(128),
  /** The name that was asked for, where it is not the `sub`. */
  username: z.optional(text(128)),
  /** Missing where an operator decided, and Cognito was not asked. */
  exists: z.optional(z.boolean(missingOr('must be true or false'))),
  modified_at: z.optional(timestamp()),
  email: z.optional(text(2048)),
  email_verified: z.optional(z.boolean()),
  native: z.optional(z.boolean()),
  /** An operator took the address from this identity. */
  yields: z.optional(z.boolean()),
});

const validateUserInput = open({
  delivery: open(received),
  body: z.string(missingOr('must be text')),
});

const upsertUserInput = open({
  ...validated,
  asked: z.optional(z.array(asked)),
  persisted: closed({
    event_id: uuid(),
    // An answer that did not bind, or whose row was rolled back: the database's new one takes its place.
    occurred_at: z.optional(z.unknown()),
    operation: z.optional(z.unknown()),
    user_id: z.optional(z.unknown()),
    cognito_id: z.optional(z.unknown()),
    email: z.optional(z.unknown()),
    holder: z.optional(z.unknown()),
    ask: z.optional(z.unknown()),
  }),
});

const publishUserPersistedInput = open({
  ...validated,
  persisted: closed({
    event_id: uuid(),
    occurred_at: timestamp(),
    operation: persistedOperation,
    user_id: text(36),
    cognito_id: cognitoId(),
    email: text(255),
  }),
});

/** The state document that each step starts from: what an edited state is checked against before it is replayed. */
export const stepInputs = {
  /** A message as it was delivered, its body unread. */
  ValidateUser: validateUserInput,
  /** What `ValidateUser` returns: `$state` and `$persisted` of the workflow, together. */
  UpsertUser: upsertUserInput,
  /** The same, and what the database answered. */
  PublishUserPersisted: publishUserPersistedInput,
};

export type StepName = keyof typeof stepInputs;
export type ValidateUserInput = z.infer<typeof validateUserInput>;
export type UpsertUserInput = z.infer<typeof upsertUserInput>;
