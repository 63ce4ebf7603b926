import type { Filter } from './filter';
import { PatternReader } from './pattern-reader';
import { PatternError } from './pattern-error';
import { readFilter } from './read-filter';
import { checkWildcardComplexity } from './wildcard-complexity';

/** One way for an event to match: filters by path, all of which must hold. */
export type Branch = ReadonlyMap<string, readonly Filter[]>;

/** A pattern, compiled: `$or` makes several branches of it. */
export type Pattern = readonly Branch[];

/** Names that cannot be keys inside `$or`: AWS keeps them for its filters. */
const RESERVED = new Set([
  ...['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard', 'numeric'],
  ...['cidr', '=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case'],
  ...['date-after', 'date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range'],
  ...['ip-address-in-range', 'ip-address-not-in-range'],
]);

/** AWS bounds what `$or` may multiply to. (EventBridge user guide, "Using OR logic in event patterns") */
const MAX_BRANCHES = 1000;

/** Reads a pattern. Throws `PatternError` with AWS's words for what AWS refuses. */
export function compilePattern(source: string): Pattern {
  const reader = new PatternReader(source);
  if (reader.next() !== '{') throw new PatternError('Filter is not an object');
  const pattern = readObject(reader, '', [new Map()], false);
  checkWildcardComplexity(reader.document);
  return pattern;
}

function readObject(reader: PatternReader, path: string, branches: Pattern, insideOr: boolean): Pattern {
  let result = branches;
  let empty = true;
  while (reader.next() !== '}') {
    empty = false;
    const key = reader.text;
    result = key === '$or' ? readOr(reader, path, result) : readKey(reader, path, key, result, insideOr);
  }
  if (empty) throw new PatternError('Empty objects are not allowed');
  return result;
}

function readKey(
  reader: PatternReader,
  path: string,
  key: string,
  branches: Pattern,
  insideOr: boolean,
): Pattern {
  if (insideOr && RESERVED.has(key))
    throw new PatternError(`${key} is Ruler reserved fieldName which cannot be used inside $or.`);
  const inner = path ? `${path}.${key}` : key;
  const kind = reader.next();
  if (kind === '{') return readObject(reader, inner, branches, insideOr);
  if (kind !== '[') throw new PatternError(`"${key}" must be an object or an array`);
  const filters = readFilters(reader);
  return branches.map((branch) => new Map(branch).set(inner, filters));
}

function readFilters(reader: PatternReader): Filter[] {
  const filters: Filter[] = [];
  while (reader.next() !== ']') filters.push(readFilter(reader));
  if (filters.length === 0) throw new PatternError('Empty arrays are not allowed');
  return filters;
}

function readOr(reader: PatternReader, path: string, branches: Pattern): Pattern {
  if (reader.next() !== '[') throw new PatternError('It must be an Array followed with $or.');
  const alternatives: Pattern[] = [];
  while (reader.next() !== ']') {
    if (reader.token !== '{')
      throw new PatternError('Only JSON object is allowed in array of $or relationship.');
    alternatives.push(readObject(reader, path, branches, true));
  }
  if (alternatives.length < 2)
    throw new PatternError('There must have at least 2 Objects in $or relationship.');
  const all = alternatives.flat();
  if (all.length > MAX_BRANCHES)
    throw new PatternError('Rule is too complex - try using fewer $or combinations');
  return all;
}
