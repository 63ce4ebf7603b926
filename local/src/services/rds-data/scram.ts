import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

const known = new Map<string, boolean>();

/** Whether a password fits PostgreSQL's stored verifier (`SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`, RFC 5803). */
export function fitsVerifier(password: string, verifier: string | null): boolean {
  if (!verifier) return false;
  const key = createHash('sha256').update(`${verifier}\0${password}`).digest('base64');
  if (!known.has(key)) known.set(key, check(password, verifier));
  return known.get(key)!;
}

function check(password: string, verifier: string): boolean {
  const [, iterations, salt, storedKey] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(verifier) ?? [];
  if (!iterations || !salt || !storedKey) return false;
  const salted = pbkdf2Sync(
    password.normalize('NFKC'),
    Buffer.from(salt, 'base64'),
    Number(iterations),
    32,
    'sha256',
  );
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const actual = createHash('sha256').update(clientKey).digest();
  return timingSafeEqual(actual, Buffer.from(storedKey, 'base64'));
}
