import * as z from 'zod/mini';
import { cognitoId, identityProvider } from './cognito-identity';
import { userId } from './ids';
import { missingOr } from './missing-or';
import { text, uuid } from './text';
import type { UserRegistered } from './user-registered';

/** A user as the table `users` can hold it: normalised, lengths in characters as PostgreSQL counts them. */
export const user = z.object(
  {
    user_id: uuid(),
    cognito_id: cognitoId(),
    email: text(255).check(
      z.regex(/^[^\s\p{Cc}]+@[^\s\p{Cc}@]+$/u, 'must be an e-mail address'),
      z.refine((value) => value === normaliseEmail(value), 'must be trimmed and in lower case'),
    ),
    email_verified: z.boolean(missingOr('must be true or false')),
    name: z.nullable(text(255)),
    phone: z.nullable(
      z
        .string(missingOr('must be text or null'))
        .check(z.regex(/^\+[1-9]\d{1,14}$/, 'must be a number in E.164 form, + and 2 to 15 digits')),
    ),
    identity_provider: identityProvider(),
  },
  missingOr('must be an object'),
);

export type User = z.infer<typeof user>;

/** The user that a valid event tells of, normalised but not yet checked against `user`. */
export function normaliseUser(data: UserRegistered['data']): User {
  return {
    user_id: userId(data.user_pool_id, data.cognito_id),
    cognito_id: data.cognito_id,
    email: normaliseEmail(data.email),
    email_verified: data.email_verified,
    name: data.name?.trim() || null,
    phone: data.phone?.trim() || null,
    identity_provider: data.identity_provider,
  };
}

/** E-mail addresses are one and the same when they differ in case, composition or blanks around them. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase().normalize('NFC');
}
