/** A schema of the SDK: a number for a simple type, or an array that begins with the kind of a composed one. */
export type Schema = number | string | (() => Schema) | readonly unknown[] | object;

const [BOOLEAN, NUMERIC, TIMESTAMP] = [2, 1, 4];
const [LIST, MAP, STRUCTURE] = [1, 2, 3];
const [LIST_MODIFIER, MAP_MODIFIER] = [64, 128];

/** A value of the type, with every member filled in. */
export function sampleOf(schema: Schema, depth = 0): unknown {
  const plain = typeof schema === 'function' ? (schema as () => Schema)() : schema;
  if (typeof plain === 'number') return simple(plain, depth);
  if (!Array.isArray(plain)) return 'text';
  const [kind, , , , first, second] = plain as [number, string, string, unknown, unknown, unknown];
  if (kind === LIST) return [sampleOf(first as Schema, depth + 1)];
  if (kind === MAP) return { key: sampleOf(second as Schema, depth + 1) };
  if (kind !== STRUCTURE) return 'text';
  const members = (first as string[]).map((name, index) => [
    name,
    sampleOf((second as Schema[])[index]!, depth + 1),
  ]);
  return Object.fromEntries(members) as object;
}

function simple(schema: number, depth: number): unknown {
  if (schema >= MAP_MODIFIER) return { key: sampleOf(schema - MAP_MODIFIER, depth + 1) };
  if (schema >= LIST_MODIFIER) return [sampleOf(schema - LIST_MODIFIER, depth + 1)];
  if (schema === BOOLEAN) return depth % 2 === 0;
  return schema === NUMERIC || schema === TIMESTAMP ? 7 : 'text';
}
