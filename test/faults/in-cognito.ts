import type { Fault } from 'local-cloud/kernel/faults';

/** Makes Cognito answer for a user of whom only an event tells, as if they had signed up there with this address. */
export function inCognito({ id, email }: { readonly id: string; readonly email: string }): Fault {
  const attributes = { sub: id, email, email_verified: 'true' };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  const response = { Username: id, UserAttributes, Enabled: true, UserStatus: 'CONFIRMED' };
  return { service: 'cognito-idp', operation: 'AdminGetUser', input: id, response };
}
