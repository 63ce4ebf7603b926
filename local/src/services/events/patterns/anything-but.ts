import type { Leaf } from './field';
import { ignoresCase, isText } from './filter';
import type { JsonReader } from './json-reader';
import { comparable } from './numeric';
import { PatternError } from './pattern-error';
import { matchesWildcard, wildcardParts } from './wildcard';

type LeafFilter = (leaf: Leaf) => boolean;

const NOT_TEXT: Readonly<Record<string, string>> = {
  'equals-ignore-case':
    'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  wildcard: 'wildcard match pattern must be a string',
  prefix: 'prefix/suffix match pattern must be a string',
  suffix: 'prefix/suffix match pattern must be a string',
};

/** Reads what stands behind `anything-but`: a value, a list, or an object with one of four filters. */
export function readAnythingBut(reader: JsonReader): LeafFilter {
  let variant: string | undefined;
  if (reader.next() === '{') {
    if (reader.next() !== 'name') throw reader.error('Anything-But expression name not found');
    variant = reader.text();
    if (!(variant in NOT_TEXT)) throw reader.error(`Unsupported anything-but pattern: ${variant}`);
    reader.next();
  }
  if (!['[', 'string', 'number'].includes(reader.token))
    throw reader.error('Value of anything-but must be an array or single string/number value.');
  const excluded = variant === undefined ? readValues(reader) : readTexts(reader, variant);
  closeObject(reader);
  if (variant !== undefined) closeObject(reader);
  return (leaf) => !excluded(leaf);
}

function closeObject(reader: JsonReader): void {
  if (reader.next() !== '}') throw reader.error('Too many elements in numeric expression');
}

/** A value or a list of values of one kind. */
function readValues(reader: JsonReader): LeafFilter {
  if (reader.token !== '[') return equalsOneOf([readValue(reader)]);
  const values = readList(reader, () => readValue(reader));
  if (new Set(values.map((value) => typeof value)).size !== 1)
    throw reader.error(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  return equalsOneOf(values);
}

function readValue(reader: JsonReader): string | number {
  if (reader.token === 'string') return reader.text();
  if (reader.token === 'number') return comparable(reader, reader.text());
  throw reader.error('Inside anything but list, start|null|boolean is not supported.');
}

/** One text or a list of texts that one filter takes. */
function readTexts(reader: JsonReader, variant: string): LeafFilter {
  const read = () => {
    if (reader.token !== 'string') throw reader.error(NOT_TEXT[variant]!);
    if (variant.endsWith('fix') && reader.text() === '') throw reader.error('Null prefix/suffix not allowed');
    return reader.text();
  };
  const texts = reader.token === '[' ? readList(reader, read) : [read()];
  const filters = texts.map((text) => textFilter(reader, variant, text));
  return (leaf) => isText(leaf) && filters.some((matches) => matches(leaf));
}

/** Reads to the closing bracket. AWS wraps an error in a list once more and so says twice where it is. */
function readList<Value>(reader: JsonReader, read: () => Value): Value[] {
  const values: Value[] = [];
  try {
    while (reader.next() !== ']') values.push(read());
  } catch (error) {
    throw error instanceof PatternError ? reader.error(error.message) : error;
  }
  return values;
}

function textFilter(reader: JsonReader, variant: string, text: string): (leaf: string) => boolean {
  if (variant === 'equals-ignore-case') return ignoresCase(text);
  if (variant === 'prefix') return (leaf) => leaf.startsWith(text);
  if (variant === 'suffix') return (leaf) => leaf.endsWith(text);
  const parts = wildcardPartsAt(reader, text);
  return (leaf) => matchesWildcard(parts, leaf);
}

/** The parts of a wildcard; an error in them says where the reader stands. */
export function wildcardPartsAt(reader: JsonReader, text: string): string[] {
  try {
    return wildcardParts(text);
  } catch (error) {
    throw error instanceof PatternError ? reader.error(error.message) : error;
  }
}

function equalsOneOf(values: readonly Leaf[]): LeafFilter {
  return (leaf) => values.includes(leaf);
}
