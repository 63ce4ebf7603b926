import { readAnythingBut } from './anything-but';
import { ignoresCase, isText, type Filter } from './filter';
import { cidr, ipAddress } from './ip-address';
import type { PatternReader } from './pattern-reader';
import { exactNumber, readNumeric } from './numeric';
import { PatternError } from './pattern-error';
import { matchesWildcard, wildcardParts } from './wildcard';

const ONE_KEY = 'Only one key allowed in match expression';

/** Reads one value of a pattern's array: a literal, or an object with one filter. */
export function readFilter(reader: PatternReader): Filter {
  const { token } = reader;
  if (token === '{') return readExpression(reader);
  if (token === 'string') return equalsText(reader.text);
  if (token === 'number') return equalsNumber(reader.text);
  if (token === 'null') return (leaf) => leaf === null;
  if (token === 'true' || token === 'false') return (leaf) => leaf === (token === 'true');
  throw new PatternError('Match value must be String, number, true, false, or null');
}

function readExpression(reader: PatternReader): Filter {
  if (reader.next() !== 'name') throw new PatternError('Match expression name not found');
  const name = reader.text;
  const read = Object.hasOwn(EXPRESSIONS, name) ? EXPRESSIONS[name] : undefined;
  if (!read) throw new PatternError(`Unrecognized match type ${name}`);
  return read(reader, name);
}

const EXPRESSIONS: Readonly<Record<string, (reader: PatternReader, name: string) => Filter>> = {
  exactly: (reader) => readText(reader, 'exact', equalsText),
  prefix: (reader, name) =>
    readAffix(reader, name, 'start', (text) => (leaf) => isText(leaf) && leaf.startsWith(text)),
  suffix: (reader, name) =>
    readAffix(reader, name, 'end', (text) => (leaf) => isText(leaf) && leaf.endsWith(text)),
  'equals-ignore-case': (reader, name) => readText(reader, name, (text) => textual(ignoresCase(text))),
  wildcard: (reader, name) =>
    readText(reader, name, (text) => {
      const parts = wildcardParts(text);
      return textual((leaf) => matchesWildcard(parts, leaf));
    }),
  // The word `prefix` is AWS's own slip.
  cidr: (reader) => readText(reader, 'prefix', (text) => textual(cidr(text))),
  exists: readExists,
  numeric: (reader) => {
    if (reader.next() !== '[') throw new PatternError('Value of numeric must be an array.');
    const filter = readNumeric(reader);
    if (reader.next() !== '}') throw new PatternError('Too many elements in numeric expression');
    return filter;
  },
  'anything-but': readAnythingBut,
};

function readText(reader: PatternReader, name: string, make: (text: string) => Filter): Filter {
  if (reader.next() !== 'string') throw new PatternError(`${name} match pattern must be a string`);
  const filter = make(reader.text);
  if (reader.next() !== '}') throw new PatternError(ONE_KEY);
  return filter;
}

/** A prefix or suffix: a text, or `{ "equals-ignore-case": text }`. */
function readAffix(
  reader: PatternReader,
  name: string,
  anchor: 'start' | 'end',
  make: (text: string) => Filter,
): Filter {
  const kind = reader.next();
  if (kind === '{') {
    const title = name[0]!.toUpperCase() + name.slice(1);
    if (reader.next() !== 'name') throw new PatternError(`${title} expression name not found`);
    if (reader.text !== 'equals-ignore-case')
      throw new PatternError(`Unsupported ${name} pattern: ${reader.text}`);
    const filter = readText(reader, 'equals-ignore-case', (text) => textual(ignoresCase(text, anchor)));
    if (reader.next() !== '}') throw new PatternError(ONE_KEY);
    return filter;
  }
  if (kind !== 'string') throw new PatternError(`${name} match pattern must be a string`);
  const filter = make(reader.text);
  if (reader.next() !== '}') throw new PatternError(ONE_KEY);
  return filter;
}

function readExists(reader: PatternReader): Filter {
  const kind = reader.next();
  if (kind !== 'true' && kind !== 'false')
    throw new PatternError('exists match pattern must be either true or false.');
  if (reader.next() !== '}') throw new PatternError(ONE_KEY);
  return kind === 'true' ? () => true : 'absent';
}

function textual(matches: (leaf: string) => boolean): Filter {
  return (leaf) => isText(leaf) && matches(leaf);
}

/** Equal text; an IP address equals any way of writing it. */
function equalsText(text: string): Filter {
  const address = ipAddress(text);
  if (!address) return (leaf) => leaf === text;
  return textual((leaf) => {
    const other = ipAddress(leaf);
    return other?.bits === address.bits && other.value === address.value;
  });
}

function equalsNumber(text: string): Filter {
  const number = exactNumber(text) ?? Number(text);
  return (leaf) => leaf === number;
}
