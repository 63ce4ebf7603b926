import type { Pattern } from './compile-pattern';
import { fieldsOf, type Field } from './field';
import type { Filter } from './filter';

type Fields = ReadonlyMap<string, readonly Field[]>;

/** Whether an event matches a pattern. */
export function matchesEvent(pattern: Pattern, event: object): boolean {
  const fields = fieldsOf(event);
  return pattern.some((branch) => matchesBranch([...branch].sort(byPath), fields, new Map()));
}

/** AWS looks at the paths in this order, and so decides what is absent by the elements of those before. */
function byPath([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

/**
 * Every path must hold, and by values that can stand together: two of one array must stand in the same element. A path is
 * absent when no value of it can stand with those found so far.
 */
function matchesBranch(
  paths: [string, readonly Filter[]][],
  fields: Fields,
  elements: ReadonlyMap<number, number>,
): boolean {
  const [first, ...others] = paths;
  if (!first) return true;
  const [path, filters] = first;
  const found = fields.get(path) ?? [];
  const absent = filters.includes('absent') && !found.some((field) => join(elements, field.elements));
  if (absent && matchesBranch(others, fields, elements)) return true;
  const matching = found.filter(({ leaf }) => filters.some((filter) => filter !== 'absent' && filter(leaf)));
  const tried = new Set<string>();
  return matching.some((field) => {
    const together = join(elements, field.elements);
    if (!together || tried.has(signature(together))) return false;
    tried.add(signature(together));
    return matchesBranch(others, fields, together);
  });
}

function join(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>) {
  const joined = new Map(one);
  for (const [array, index] of other) {
    if ((joined.get(array) ?? index) !== index) return undefined;
    joined.set(array, index);
  }
  return joined;
}

function signature(elements: ReadonlyMap<number, number>): string {
  return [...elements].map((entry) => entry.join(':')).join();
}
