import * as z from 'zod/mini';
import { cognitoId, identityProvider } from './cognito-identity';
import { userId } from './ids';
import { missingOr } from './missing-or';
import { keepName, keepPhone, PHONE } from './optional-attributes';
import { isVisible, text, uuid } from './text';
import type { UserRegistered } from './user-registered';

/** A user as the table `users` can hold it: normalised, lengths in characters as PostgreSQL counts them. */
export const user = z.object(
  {
    user_id: uuid(),
    cognito_id: cognitoId().check(visible()),
    email: text(255).check(
      z.regex(/^\S+@[^\s@]+$/, 'must be an e-mail address'),
      visible(),
      z.refine((value) => value === normaliseEmail(value), 'must be trimmed and in lower case'),
    ),
    email_verified: z.boolean(missingOr('must be true or false')),
    name: z.nullable(text(255)),
    phone: z.nullable(
      z
        .string(missingOr('must be text or null'))
        .check(z.regex(PHONE, 'must be a number in E.164 form, + and 2 to 15 digits')),
    ),
    identity_provider: identityProvider(),
    /** What of the event was not kept, for whoever looks for it; the database remembers it with the registration. */
    notes: z.optional(z.array(text(255))),
  },
  missingOr('must be an object'),
);

export type User = z.infer<typeof user>;

/** The user that a valid event tells of, normalised but not yet checked against `user`. */
export function normaliseUser(data: UserRegistered['data']): User {
  const [name, phone] = [keepName(data.name), keepPhone(data.phone)];
  const notes = [...name.notes, ...phone.notes];
  return {
    user_id: userId(data.user_pool_id, data.cognito_id),
    cognito_id: data.cognito_id,
    email: normaliseEmail(data.email),
    email_verified: data.email_verified,
    name: name.value,
    phone: phone.value,
    identity_provider: data.identity_provider,
    ...(notes.length > 0 && { notes }),
  };
}

/** Refused in what identifies a user, who cannot be known under half of an id. */
function visible() {
  return z.refine<string>(isVisible, 'must have no control or format characters');
}

/** E-mail addresses are one and the same when they differ in case, composition or blanks around them. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase().normalize('NFC');
}
