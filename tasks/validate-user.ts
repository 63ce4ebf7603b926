import type * as z from 'zod/mini';
import { userPersistedId } from './shared/ids';
import { InvalidRegistrationError } from './shared/invalid-registration-error';
import type { UpsertUserInput, ValidateUserInput } from './shared/state-document';
import { normaliseUser, user } from './shared/user';
import { userRegisteredEnvelope, type UserRegisteredEnvelope } from './shared/user-registered';

/** Claims a Cognito user for the event in this envelope, and says which envelope came first. */
export type Claim = (cognitoId: string, envelopeId: string) => Promise<{ owner: string }>;

/** Validates and normalises what one message carries, then claims its user. Throws `InvalidRegistrationError`. */
export async function validateUser(
  { claim }: { claim: Claim },
  { delivery, body }: ValidateUserInput,
): Promise<UpsertUserInput> {
  const envelope = check(userRegisteredEnvelope, parse(body), 'body');
  const event = envelope.detail;
  const registered = check(user, normaliseUser(event.data), 'body.detail.data');
  return {
    delivery: { ...delivery, envelope_id: envelope.id },
    event,
    user: registered,
    claim: mayGoAhead(delivery, envelope)
      ? { owner: envelope.id }
      : await claim(registered.cognito_id, envelope.id),
    persisted: { event_id: userPersistedId(event.metadata) },
  };
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

/** An operator's replay and a reconciliation exist because the claim's owner did not get through. */
function mayGoAhead(delivery: ValidateUserInput['delivery'], { detail }: UserRegisteredEnvelope): boolean {
  return delivery.replay !== undefined || detail.metadata.origin === 'reconcile';
}
