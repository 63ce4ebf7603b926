import type { Leaf } from './field';
import type { PatternReader } from './pattern-reader';
import { PatternError } from './pattern-error';

type NumberFilter = (leaf: Leaf) => boolean;

const BOTTOMS = ['>', '>='];
const NAMES: Readonly<Record<string, string>> = { '=': 'equals' };

/** Reads `["=", 5]` or `[">", 0, "<=", 5]`, after the opening bracket. */
export function readNumeric(reader: PatternReader): NumberFilter {
  if (reader.next() !== 'string') throw new PatternError(`Invalid member in numeric match: ${reader.text}`);
  const operator = reader.text;
  const kind = reader.next();
  if (!Object.hasOwn(COMPARES, operator))
    throw new PatternError(`Unrecognized numeric range operator: ${operator}`);
  if (kind !== 'number') throw new PatternError(`Value of ${NAMES[operator] ?? operator} must be numeric`);
  const bound = reader.text;
  if (reader.next() === ']') return compare(operator, comparable(bound));
  if (!BOTTOMS.includes(operator)) throw new PatternError('Too many elements in numeric expression');
  return readTop(reader, operator, bound);
}

/** The number of a text. AWS compares what a double can hold exactly and refuses the rest. */
export function comparable(text: string): number {
  const number = exactNumber(text);
  if (number === undefined) throw new PatternError(`Cannot compare number : ${text}`);
  return number;
}

/** The number that a text stands for, unless a double cannot hold all its digits. */
export function exactNumber(text: string): number | undefined {
  const number = Number(text);
  return Number.isFinite(number) && digits(text) === digits(String(number)) ? number : undefined;
}

/** As AWS does, looks at the numbers when the whole range is read. */
function readTop(reader: PatternReader, bottomOperator: string, from: string): NumberFilter {
  if (reader.token !== 'string') throw new PatternError(`Bad value in numeric range: ${reader.text}`);
  const operator = reader.text;
  if (operator !== '<' && operator !== '<=')
    throw new PatternError(`Bad numeric range operator: ${operator}`);
  if (reader.next() !== 'number') throw new PatternError(`Value of ${operator} must be numeric`);
  const to = reader.text;
  if (reader.next() !== ']') throw new PatternError('Too many terms in numeric range expression');
  const bottom = comparable(from);
  const top = comparable(to);
  if (bottom >= top) throw new PatternError('Bottom must be less than top');
  const above = compare(bottomOperator, bottom);
  const below = compare(operator, top);
  return (leaf) => above(leaf) && below(leaf);
}

const COMPARES: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
};

function compare(operator: string, bound: number): NumberFilter {
  return (leaf) => typeof leaf === 'number' && COMPARES[operator]!(leaf, bound);
}

/** The significant digits and the exponent, so that `1.50e2` and `150` are one. */
function digits(text: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text.trim()) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const significant = all.replace(/0+$/, '');
  if (significant === '') return '0';
  const scale = Number(exponent) - fraction.length + (all.length - significant.length);
  return `${sign}${significant}e${scale}`;
}
