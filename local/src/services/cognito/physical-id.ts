import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** So many letters and digits that follow from a name; lower case only when asked. */
export function lettersOf(name: string, length: number, lowerCase = false): string {
  const symbols = lowerCase ? 36 : ALPHABET.length;
  const bytes = createHash('sha512').update(name).digest();
  return [...bytes.subarray(0, length)].map((byte) => ALPHABET[byte % symbols]).join('');
}
