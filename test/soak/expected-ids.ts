import { createHash } from 'node:crypto';

// Said again by hand and not imported: whoever changes an id that is given out already changes it here as well.
const NAMESPACE = Buffer.from('5b0c7a1e3f5d4c1b9d557f2a0e8c6d14', 'hex');

/** Id of the row of a user who is new. */
export function expectedUserId(pool: string, sub: string): string {
  return v5(`${pool}/${sub}`);
}

/** Id of the `user.registered` that the trigger sends. */
export function expectedRegisteredId(pool: string, sub: string): string {
  return v5(`${pool}/${sub}/user.registered`);
}

/** Id of the `user.persisted` that follows from an event of this id and time. */
export function expectedPersistedId(eventId: string, occurredAt: number): string {
  return v5(`${eventId}/${new Date(occurredAt).toISOString()}/user.persisted`);
}

/** RFC 9562, section 5.5. */
function v5(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
