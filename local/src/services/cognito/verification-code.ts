import { randomInt } from 'node:crypto';
import { attemptsExceeded, codeMismatch, expiredCode } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import type { SentCode, User } from './user';
import type { UserPool } from './user-pool';

/** How long codes last (guide, "Signing up and confirming user accounts": 24 h; "Recovering user accounts": 1 h). */
const LASTS_MS: Record<SentCode['purpose'], number> = {
  SignUp: 24 * 3_600_000,
  ForgotPassword: 3_600_000,
  'Verify email': 24 * 3_600_000,
  'Verify phone_number': 24 * 3_600_000,
};
const SUBJECTS: Record<SentCode['purpose'], string> = {
  SignUp: 'Your verification code',
  ForgotPassword: 'Your password reset code',
  'Verify email': 'Your verification code',
  'Verify phone_number': 'Your verification code',
};
/** Wrong codes before Cognito asks to wait. */
const MOST_ATTEMPTS = 5;

export interface CodeDeliveryDetails {
  readonly AttributeName: string;
  readonly DeliveryMedium: 'EMAIL' | 'SMS';
  readonly Destination: string;
}

/** Sends a new code to the user's first address of those given, and keeps it; undefined when there is none. */
export function sendCode(
  { context, users, mailbox }: CognitoDependencies,
  user: User,
  purpose: SentCode['purpose'],
  attributes: readonly string[],
): CodeDeliveryDetails | undefined {
  const name = attributes.find((attribute) => user.attributes[attribute]);
  if (!name) return undefined;
  const to = user.attributes[name] ?? '';
  const value = String(randomInt(1_000_000)).padStart(6, '0');
  users.save({
    ...user,
    code: { purpose, value, expires: context.clock.now() + LASTS_MS[purpose], attempts: 0 },
  });
  const details = deliveryDetails(name, to);
  const { poolId: userPoolId, username } = user;
  mailbox.deliver({
    userPoolId,
    username,
    medium: details.DeliveryMedium,
    to,
    subject: SUBJECTS[purpose],
    code: value,
  });
  return details;
}

/** Throws unless this is the code that was sent last for this purpose and still lasts; wrong ones are counted. */
export function checkCode(
  { context, users }: CognitoDependencies,
  user: User,
  purpose: SentCode['purpose'],
  given: string,
): void {
  const { code } = user;
  if (code?.purpose !== purpose || code.expires < context.clock.now()) throw expiredCode();
  if (code.attempts >= MOST_ATTEMPTS) throw attemptsExceeded();
  if (code.value === given) return;
  users.save({ ...user, code: { ...code, attempts: code.attempts + 1 } });
  throw codeMismatch();
}

/** Where a code went, masked as Cognito masks it. */
export function deliveryDetails(AttributeName: string, to: string): CodeDeliveryDetails {
  if (AttributeName === 'phone_number')
    return { AttributeName, DeliveryMedium: 'SMS', Destination: `+${'*'.repeat(7)}${to.slice(-4)}` };
  const [local = '', domain = ''] = to.split('@');
  return {
    AttributeName,
    DeliveryMedium: 'EMAIL',
    Destination: `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`,
  };
}

/** What receiving a code at an address proves. */
export function verifiedBy(pool: UserPool, user: User): Record<string, string> {
  const verified = pool.autoVerified.find((attribute) => user.attributes[attribute]);
  return verified ? { [`${verified}_verified`]: 'true' } : {};
}
