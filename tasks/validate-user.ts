import type * as z from 'zod/mini';
import { userPersistedId, userRegisteredId } from './shared/ids';
import { InvalidRegistrationError } from './shared/invalid-registration-error';
import { isListedUser, listedUser, registrationFromCognito } from './shared/registration-from-cognito';
import type { UpsertUserInput, ValidateUserInput } from './shared/state-document';
import { findDistrust } from './shared/trust';
import { normaliseUser, user } from './shared/user';
import { userRegisteredEnvelope, type UserRegistered } from './shared/user-registered';

/** Claims a Cognito user for the event with this failure id, and says which event came first. */
export type Claim = (cognitoId: string, failureId: string) => Promise<{ owner: string }>;

export interface ValidateUserDependencies {
  readonly claim: Claim;
  readonly userPoolId: string;
  readonly now: () => Date;
}

/** Validates and normalises what one message carries, then claims its user. Throws `InvalidRegistrationError`. */
export async function validateUser(
  { claim, userPoolId, now }: ValidateUserDependencies,
  { delivery, body }: ValidateUserInput,
): Promise<UpsertUserInput> {
  const { id, detail: event } = check(userRegisteredEnvelope, readBody(delivery, body), 'body');
  refuse(
    findDistrust(event, { userPoolId, now: now(), startedBy: delivery.started_by }).map(
      ({ path, expected }) => ({ path: `body.detail.${path}`, expected }),
    ),
  );
  const registered = check(user, normaliseUser(event.data), 'body.detail.data');
  return {
    delivery: { ...delivery, envelope_id: id },
    event: withoutUser(event),
    user: registered,
    claim: mayGoAhead(delivery)
      ? { owner: delivery.failure_id }
      : await claim(registered.cognito_id, delivery.failure_id),
    persisted: { event_id: persistedIdOf(event) },
  };
}

/** Who starts the workflow directly may name a user of Cognito in place of a message; nobody else may say who they are. */
function readBody({ started_by }: ValidateUserInput['delivery'], body: string): unknown {
  const read = parse(body);
  if (started_by === undefined || !isListedUser(read)) return read;
  return registrationFromCognito(check(listedUser, read, 'body'));
}

/** From the pool and the `sub`, not from the event's own id: who sends events must not choose what consumers dedupe by. */
function persistedIdOf({ metadata, data }: UserRegistered): string {
  const cause = userRegisteredId(data.user_pool_id, data.cognito_id);
  return userPersistedId({ event_id: cause, occurred_at: metadata.occurred_at });
}

/** A parser's message quotes the text, which holds personal data: it is dropped. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new InvalidRegistrationError([{ path: 'body', expected: 'must be JSON' }]);
  }
}

function check<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, root: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidRegistrationError(
    result.error.issues.map(({ path, message }) => ({ path: [root, ...path].join('.'), expected: message })),
  );
}

function refuse(problems: ConstructorParameters<typeof InvalidRegistrationError>[0]): void {
  if (problems.length > 0) throw new InvalidRegistrationError(problems);
}

/** What the user says as well is not carried twice: the execution log shows the document of every registration. */
function withoutUser({
  metadata,
  data: { user_pool_id, username },
}: UserRegistered): UpsertUserInput['event'] {
  return { metadata, data: { user_pool_id, username } };
}

/** An operator's replay, and what was started directly, exist because the claim's owner did not get through. */
function mayGoAhead({ replay, started_by }: ValidateUserInput['delivery']): boolean {
  return replay !== undefined || started_by !== undefined;
}
