/** One XML element of the query protocol: arrays hold `<member>`, maps `<entry>`, dates are ISO 8601, blobs base64. */
export function element(name: string, value: unknown, maps: ReadonlySet<string> = new Set()): string {
  if (value === undefined || value === null) return '';
  return `<${name}>${content(name, value, maps)}</${name}>`;
}

/** Text as XML 1.0 may carry it; a character that it cannot carry becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(UNSAFE, (character) => ESCAPES[character] ?? '\uFFFD');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

// eslint-disable-next-line no-control-regex -- these are exactly what XML 1.0 forbids
const UNSAFE = /[&<>"\r\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function content(name: string, value: unknown, maps: ReadonlySet<string>): string {
  if (Array.isArray(value)) return value.map((item) => element('member', item, maps)).join('');
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  const members = Object.entries(value);
  if (!maps.has(name)) return members.map(([key, member]) => element(key, member, maps)).join('');
  return members
    .map(([key, member]) => `<entry>${element('key', key)}${element('value', member, maps)}</entry>`)
    .join('');
}
