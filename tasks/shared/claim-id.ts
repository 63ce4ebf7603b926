import { createHash } from 'node:crypto';

/** Before the id of every claim: a renamed function must find the claims made before. */
export const CLAIM_PREFIX = 'registration-claim';

/** The key of a user's claim as Powertools makes it of what `validateUser` claims: whoever erases a person has to find it. */
export function claimIdOf(cognitoId: string): string {
  return `${CLAIM_PREFIX}#${createHash('sha256').update(JSON.stringify(cognitoId)).digest('base64')}`;
}
