const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Expressions over what strangers wrote never look back over it: each character belongs to one word, each word is looked at once. */
const WORD = /[^\s"'<>()=,;\\]+/g;
const PHONE = /\+[0-9][0-9 ()-]{5,}[0-9]/g;

/** A text without what looks like an address or a number. */
export function maskPatterns(text: string): string {
  return text.replace(WORD, maskWord).replace(PHONE, maskPhone);
}

/** A value that is personal as a whole: `a***@***`, `+44***`, `A***`. */
export function maskWhole(text: string): string {
  if (isIdentifier(text)) return text;
  if (text.includes('@')) return maskEmail(text);
  return text.startsWith('+') ? maskPhone(text) : `${firstOf(text)}***`;
}

/** Cognito's user name is the sub, which is no secret, unless the user came from an identity provider. */
export function isIdentifier(text: string): boolean {
  return UUID.test(text);
}

/** An address begins after the last colon before its @ and goes on to the end of the word. */
function maskWord(word: string): string {
  let start = 0;
  for (const part of word.split(':')) {
    const at = part.indexOf('@', 1);
    if (at > 0 && start + at + 1 < word.length) return word.slice(0, start) + maskEmail(word.slice(start));
    start += part.length + 1;
  }
  return word;
}

function maskEmail(email: string): string {
  return `${firstOf(email)}***@***`;
}

function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}***`;
}

function firstOf(text: string): string {
  return [...text.slice(0, 2)][0] ?? '';
}

/** A Lambda function's error is a JSON document with a stack, perhaps cut off; a person wants its message. */
export function readableCause(cause: string): string {
  const message = /^\{.*?"errorMessage":"((?:[^"\\]|\\.)*)"/s.exec(cause)?.[1];
  if (message === undefined) return cause;
  try {
    return JSON.parse(`"${message}"`) as string;
  } catch {
    // Masking may have cut an escape in two.
    return cause;
  }
}
