import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { invalidParameter, invalidPassword } from './cognito-errors';
import type { PasswordPolicy } from './user-pool';

/** The symbols that count (guide, "Adding user pool password requirements"). */
const SYMBOLS = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;
const LONGEST = 256;

/** Throws when a password does not fit the policy. */
export function checkPassword(password: string, policy: PasswordPolicy): void {
  if (password.length > LONGEST || /^\s|\s$/.test(password) || password === '')
    throw invalidParameter(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
    );
  if (password.length < policy.MinimumLength) throw invalidPassword('Password not long enough');
  if (policy.RequireUppercase && !/[A-Z]/.test(password))
    throw invalidPassword('Password must have uppercase characters');
  if (policy.RequireLowercase && !/[a-z]/.test(password))
    throw invalidPassword('Password must have lowercase characters');
  if (policy.RequireNumbers && !/[0-9]/.test(password))
    throw invalidPassword('Password must have numeric characters');
  if (policy.RequireSymbols && !SYMBOLS.test(password))
    throw invalidPassword('Password must have symbol characters');
}

/**
 * A salted hash, and no slow one on purpose: these passwords guard nothing but a laptop, whose tests sign thousands up. It keeps them
 * from being read in a data directory, not from being guessed.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = saltedHash(password, salt);
  return `${salt.toString('base64')}:${key.toString('base64')}`;
}

export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  if (!hash) return false;
  const [salt = '', expected = ''] = hash.split(':');
  const key = saltedHash(password, Buffer.from(salt, 'base64'));
  return timingSafeEqual(key, Buffer.from(expected, 'base64'));
}

function saltedHash(password: string, salt: Buffer): Buffer {
  return createHmac('sha256', salt).update(password).digest();
}

/** A temporary password that fits any policy. */
export function temporaryPassword(): string {
  return `Aa1!${randomBytes(9).toString('base64url')}`;
}
