import { createHmac } from 'node:crypto';
import { notAuthorized } from './cognito-errors';
import type { UserPoolClient } from './user-pool';

/** Requests of a client with a secret must prove it (guide, "Computing secret hash values"). */
export function checkSecretHash(client: UserPoolClient, username: string, given: string | undefined): void {
  if (client.secret === undefined) return;
  if (given === undefined)
    throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  const expected = createHmac('sha256', client.secret).update(`${username}${client.id}`).digest('base64');
  if (given !== expected) throw notAuthorized(`SecretHash does not match for the client: ${client.id}`);
}
