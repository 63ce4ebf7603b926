/** Members whose values are personal data, as Cognito, the events, the table and the workflow name them. */
const PERSONAL = /^(email|name|given_name|family_name|username|userName|phone|phone_number)$/;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const EMAIL = /[^\s"'<>()=,;:\\]+@[^\s"'<>()=,;\\]+/g;
const PHONE = /\+[0-9][0-9 ()-]{5,}[0-9]/g;

/** A copy of a document in which e-mail addresses, phone numbers and names cannot be read, nor in JSON texts inside it. */
export function mask(value: unknown, member = ''): unknown {
  if (typeof value === 'string') return maskText(value, member);
  if (Array.isArray(value)) return value.map((element) => mask(element, member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mask(inner, key)]));
}

/** One value that stands under this name: `a***@***`, `+44***`, `A***`. */
export function maskText(value: string, member = ''): string {
  const inner = parseDocument(value);
  if (inner !== undefined) return JSON.stringify(mask(inner));
  if (!PERSONAL.test(member)) return value.replace(EMAIL, maskEmail).replace(PHONE, maskPhone);
  // Cognito's user name is the sub, which is no secret, unless the user came from an identity provider.
  if (UUID.test(value)) return value;
  if (value.includes('@')) return maskEmail(value);
  return value.startsWith('+') ? maskPhone(value) : `${[...value][0] ?? ''}***`;
}

/** A body that is no JSON document may hold anything, anywhere: nothing of it is shown. */
export function maskBody(body: string): string {
  return parseDocument(body) === undefined ? `(${body.length} characters that are not JSON)` : maskText(body);
}

function maskEmail(email: string): string {
  return `${[...email][0] ?? ''}***@***`;
}

function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}***`;
}

/** Every personal value that stands in a document, to be looked for in texts that quote it. */
export function personalValues(value: unknown, member = ''): string[] {
  if (typeof value === 'string') {
    const inner = parseDocument(value);
    if (inner !== undefined) return personalValues(inner);
    return PERSONAL.test(member) && value.length > 1 && !UUID.test(value) ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => personalValues(inner, key));
}

/** A text, such as an error's cause, without the personal values that are known and without what looks like some. */
export function maskQuotes(text: string, known: readonly string[]): string {
  return maskText(known.reduce((masked, secret) => masked.replaceAll(secret, '***'), text));
}

function parseDocument(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
