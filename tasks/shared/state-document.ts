import * as z from 'zod/mini';
import { cognitoId } from './cognito-identity';
import { missingOr } from './missing-or';
import { text, uuid } from './text';
import { timestamp } from './timestamp';
import { user } from './user';
import { persistedOperation } from './user-persisted';
import { userRegistered } from './user-registered';

/** Strict, so that a misspelt member in an edited state is found before it is replayed. */
const members = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has members that no step reads: ${issue.keys.join(', ')}`
        : missingOr('must be an object').error(issue),
  });

/** Who replays which failure, when and why. */
export const replay = members({
  failure_id: text(256),
  replay_id: text(256),
  by: text(2048),
  at: timestamp(),
  reason: text(2048),
});

/** What `ValidateUser` gets: a message as it was delivered, its body unread. */
export const validateUserInput = members({
  delivery: members({ message_id: text(256), attempt: attempt(), replay: z.optional(replay) }),
  body: z.string(missingOr('must be text')),
});

const validated = {
  delivery: members({
    envelope_id: uuid(),
    message_id: text(256),
    attempt: attempt(),
    replay: z.optional(replay),
  }),
  event: userRegistered,
  user,
  claim: members({ owner: uuid() }),
};

/** What `ValidateUser` returns and `UpsertUser` gets. */
export const upsertUserInput = members({ ...validated, persisted: members({ event_id: uuid() }) });

/** What `PublishUserPersisted` gets: the same, and what the database answered. */
export const publishUserPersistedInput = members({
  ...validated,
  persisted: members({
    event_id: uuid(),
    occurred_at: timestamp(),
    operation: persistedOperation,
    user_id: text(36),
    cognito_id: cognitoId(),
    email: text(255),
  }),
});

/** `RollBackUser` works on whichever document its registration had reached. */
const rollBackUserInput = z.union([upsertUserInput, publishUserPersistedInput]);

/** The state document that each step starts from: what a replay is checked against. */
export const stepInputs = {
  ValidateUser: validateUserInput,
  UpsertUser: upsertUserInput,
  PublishUserPersisted: publishUserPersistedInput,
  RollBackUser: rollBackUserInput,
} satisfies Record<string, z.ZodMiniType>;

export type StepName = keyof typeof stepInputs;
export type ValidateUserInput = z.infer<typeof validateUserInput>;
export type UpsertUserInput = z.infer<typeof upsertUserInput>;
export type PublishUserPersistedInput = z.infer<typeof publishUserPersistedInput>;

function attempt() {
  return z
    .number(missingOr('must be a whole number'))
    .check(z.int('must be a whole number'), z.minimum(1, 'must be 1 or more'));
}
