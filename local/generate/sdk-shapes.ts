import type { ServiceShapes, ShapeText } from '../src/http/input-shapes';

/** A schema as the AWS SDK for JavaScript carries it: a code for a simple type, or a tuple that begins with its kind. */
type Schema = number | string | readonly unknown[] | (() => Schema);

const OPERATION = 9;
const SIMPLE = 0;
const LIST = 1;
const MAP = 2;
const LIST_OF = 64;
const MAP_OF = 128;
/** Codes of simple types. Timestamps (4 to 7) and documents (15) are anything. */
const SIMPLE_TYPES: Readonly<Record<number, ShapeText>> = { 0: 's', 1: 'n', 2: 'b', 21: 'x', 42: 'x' };

/** The input shapes of these operations, from the schemas that a client package of the SDK exports. */
export function sdkShapes(client: object, operations: readonly string[]): ServiceShapes {
  const shapes: ServiceShapes = { operations: {}, structures: {} };
  for (const schema of Object.values(client) as Schema[]) {
    if (!Array.isArray(schema) || schema[0] !== OPERATION || !operations.includes(schema[2] as string))
      continue;
    shapes.operations[schema[2] as string] = textOf(schema[4] as Schema, shapes);
  }
  return { operations: sorted(shapes.operations), structures: sorted(shapes.structures) };
}

function textOf(given: Schema, shapes: ServiceShapes): ShapeText {
  const schema = typeof given === 'function' ? given() : given;
  if (typeof schema === 'number') return simple(schema);
  if (!Array.isArray(schema)) return '*';
  const [kind, , name] = schema as [unknown, unknown, string];
  if (typeof kind !== 'number' || schema.length === 2) return textOf(kind as Schema, shapes);
  if (kind === SIMPLE) return textOf(schema[4] as Schema, shapes);
  if (kind === LIST) return `[${textOf(schema[4] as Schema, shapes)}`;
  if (kind === MAP) return `{${textOf(schema[5] as Schema, shapes)}`;
  return structure(name, schema, shapes);
}

function simple(code: number): ShapeText {
  if (code >= MAP_OF) return `{${simple(code - MAP_OF)}`;
  if (code >= LIST_OF) return `[${simple(code - LIST_OF)}`;
  return SIMPLE_TYPES[code] ?? '*';
}

function structure(name: string, schema: readonly unknown[], shapes: ServiceShapes): ShapeText {
  if (shapes.structures[name]) return name;
  const members: Record<string, ShapeText> = (shapes.structures[name] = {});
  const names = schema[4] as string[];
  names.forEach((member, index) => {
    members[member] = textOf((schema[5] as Schema[])[index] as Schema, shapes);
  });
  return name;
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}
