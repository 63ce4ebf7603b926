import { isIdentifier, maskPatterns, maskWhole } from './readable-text';

/** Members whose values are personal data, as Cognito, the events, the table and the workflow name them. */
const PERSONAL =
  /^(email|name|given_name|family_name|preferred_username|username|userName|phone|phone_number)$/;
/** Members of a message that say nothing about a person. Who may write to the queue names the others as they like. */
const IMPERSONAL =
  /^(version|id|detail-type|source|account|time|region|replay-name|event_id|schema_version|occurred_at|correlation_id|causation_id|origin|cognito_id|user_pool_id|identity_provider)$/;
/** Whole texts of strangers: a message, and what a log cut off. */
const UNREAD = /^(body|cut_off)$/;
/** Nothing of ours is as deep; recursion and JSON.stringify end at some thousands of levels. */
const DEEPEST = 50;

/** Where a value stands: its member, and whether all around it is personal or inside a message that nobody has read yet. */
interface Place {
  readonly member: string;
  readonly personal: boolean;
  readonly unread: boolean;
  readonly depth: number;
}

const TOP: Place = { member: '', personal: false, unread: false, depth: 0 };

/**
 * A copy of a document in which e-mail addresses, phone numbers and names cannot be read, nor in JSON texts inside it. The path says
 * where the value stands. Of a `body` that is no JSON nothing is left, for it may hold anything, anywhere.
 */
export function mask(value: unknown, ...path: readonly string[]): unknown {
  return maskAt(value, path.reduce(within, TOP));
}

/** The same for a text. */
export function maskText(value: string, ...path: readonly string[]): string {
  return maskTextAt(value, path.reduce(within, TOP));
}

function maskAt(value: unknown, place: Place): unknown {
  if (typeof value === 'string') return maskTextAt(value, place);
  if (typeof value === 'number') return mayBePersonal(place) ? '***' : value;
  if (typeof value !== 'object' || value === null) return value;
  if (place.depth > DEEPEST) return `(more than ${DEEPEST} levels deep)`;
  const inside = deeper(place);
  if (Array.isArray(value)) return value.map((element) => maskAt(element, inside));
  const members = Object.entries(value);
  return Object.fromEntries(
    members.map(([key, inner]) => [maskPatterns(key), maskAt(inner, within(inside, key))]),
  );
}

function maskTextAt(value: string, place: Place): string {
  const document = parseDocument(value);
  if (document !== undefined) return JSON.stringify(maskAt(document, deeper(place)));
  if (UNREAD.test(place.member)) return `(${value.length} characters that are not JSON)`;
  return mayBePersonal(place) ? maskWhole(value) : maskPatterns(value);
}

function within(outer: Place, member: string): Place {
  const personal = outer.personal || PERSONAL.test(member);
  return { ...outer, member, personal, unread: outer.unread || UNREAD.test(member) };
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function mayBePersonal({ member, personal, unread }: Place): boolean {
  return personal || (unread && !IMPERSONAL.test(member));
}

/** Every personal value that stands in a document, to be looked for in texts that quote it. */
export function personalValues(value: unknown): string[] {
  const found = new Set<string>();
  collectPersonal(value, TOP, found);
  return [...found];
}

function collectPersonal(value: unknown, place: Place, found: Set<string>): void {
  if (typeof value === 'string') {
    const document = parseDocument(value);
    if (document !== undefined) collectPersonal(document, deeper(place), found);
    else if (place.personal && value.length > 1 && !isIdentifier(value)) found.add(value);
  }
  if (typeof value !== 'object' || value === null || place.depth > DEEPEST) return;
  const inside = deeper(place);
  for (const [key, inner] of Object.entries(value))
    collectPersonal(inner, Array.isArray(value) ? inside : within(inside, key), found);
}

/**
 * A text, such as an error's cause, without the personal values that are known and without what looks like some. State
 * `DescribeFailure` masks by the same rule: whole words only, for somebody may be called Eve, and never in what AWS wrote behind the
 * message, for somebody may be called Request ID.
 */
export function maskQuotes(text: string, known: readonly string[]): string {
  const tail = FROM_AWS.exec(text)?.[0] ?? '';
  const message = text.slice(0, text.length - tail.length);
  return maskText(known.reduce((masked, secret) => masked.replace(asWords(secret), '***'), message)) + tail;
}

const FROM_AWS = / \(Service: [\w ]+[,;] Status Code: [0-9]+[,;][^()]+\)( \(SDK Attempt Count: [0-9]+\))?$/;

/** Finds a value where no word goes on before or behind it; an escaped line end before it is no part of a word. */
function asWords(value: string): RegExp {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = WORD.test(value[0] ?? '') ? `(?:(?<!${WORD.source})|(?<=\\\\[nrt]))` : '';
  const behind = WORD.test(value.at(-1) ?? '') ? `(?!${WORD.source})` : '';
  return new RegExp(before + escaped + behind, 'g');
}

const WORD = /[\w\u0080-\uffff]/;

function parseDocument(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
