import type { Leaf } from './field';
import { ignoresCase, isText } from './filter';
import type { PatternReader } from './pattern-reader';
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
export function readAnythingBut(reader: PatternReader): LeafFilter {
  let variant: string | undefined;
  if (reader.next() === '{') {
    if (reader.next() !== 'name') throw new PatternError('Anything-But expression name not found');
    variant = reader.text;
    if (!(variant in NOT_TEXT)) throw new PatternError(`Unsupported anything-but pattern: ${variant}`);
    reader.next();
  }
  if (!['[', 'string', 'number'].includes(reader.token))
    throw new PatternError('Value of anything-but must be an array or single string/number value.');
  const excluded = variant === undefined ? readValues(reader) : readTexts(reader, variant);
  closeObject(reader);
  if (variant !== undefined) closeObject(reader);
  return (leaf) => !excluded(leaf);
}

function closeObject(reader: PatternReader): void {
  if (reader.next() !== '}') throw new PatternError('Too many elements in numeric expression');
}

/** A value or a list of values of one kind. */
function readValues(reader: PatternReader): LeafFilter {
  if (reader.token !== '[') return equalsOneOf([readValue(reader)]);
  const values = readList(reader, () => readValue(reader));
  if (new Set(values.map((value) => typeof value)).size !== 1)
    throw new PatternError(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  return equalsOneOf(values);
}

function readValue(reader: PatternReader): string | number {
  if (reader.token === 'string') return reader.text;
  if (reader.token === 'number') return comparable(reader.text);
  throw new PatternError('Inside anything but list, start|null|boolean is not supported.');
}

/** One text or a list of texts that one filter takes. */
function readTexts(reader: PatternReader, variant: string): LeafFilter {
  const read = () => {
    if (reader.token !== 'string') throw new PatternError(NOT_TEXT[variant]);
    if (variant.endsWith('fix') && reader.text === '')
      throw new PatternError('Null prefix/suffix not allowed');
    return reader.text;
  };
  const texts = reader.token === '[' ? readList(reader, read) : [read()];
  const filters = texts.map((text) => textFilter(variant, text));
  return (leaf) => isText(leaf) && filters.some((matches) => matches(leaf));
}

function readList<Value>(reader: PatternReader, read: () => Value): Value[] {
  const values: Value[] = [];
  while (reader.next() !== ']') values.push(read());
  return values;
}

function textFilter(variant: string, text: string): (leaf: string) => boolean {
  if (variant === 'equals-ignore-case') return ignoresCase(text);
  if (variant === 'prefix') return (leaf) => leaf.startsWith(text);
  if (variant === 'suffix') return (leaf) => leaf.endsWith(text);
  const parts = wildcardParts(text);
  return (leaf) => matchesWildcard(parts, leaf);
}

function equalsOneOf(values: readonly Leaf[]): LeafFilter {
  return (leaf) => values.includes(leaf);
}
