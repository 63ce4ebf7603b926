/**
 * JSONata's own `$distinct`, which compares every value with every other one and would hold this process up for minutes.
 * Equal values have the same key; the first of them stays.
 */
export function distinct(values: unknown): unknown {
  if (!Array.isArray(values) || values.length <= 1) return values;
  const found = new Map<unknown, unknown>();
  for (const value of values as unknown[]) {
    const key = keyOf(value);
    if (!found.has(key)) found.set(key, value);
  }
  const result = [...found.values()];
  // JSONata marks an array that came from a path: one value alone is then no array.
  if ((values as { sequence?: boolean }).sequence)
    Object.defineProperty(result, 'sequence', { value: true, enumerable: false });
  return result;
}

/** A simple value or a function is its own key; an array or an object is known by its content. */
function keyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return `\u0000${JSON.stringify(value, sorted)}`;
}

/** The order of an object's members does not count. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
