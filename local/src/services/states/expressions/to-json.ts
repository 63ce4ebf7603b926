import type { Json } from './json';

/** A JSONata result that JSON cannot hold: a function, a regular expression. */
export class UnsupportedValue extends Error {}

/**
 * A JSONata result as plain JSON. A number that is not finite becomes the text that AWS writes for it; members that are
 * undefined are left out, as JSON has no word for them. A value without any of that is given back as it is.
 */
export function toJson(value: unknown): Json {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? arrayToJson(value) : objectToJson(value as Record<string, unknown>);
    default:
      throw new UnsupportedValue();
  }
}

function arrayToJson(value: unknown[]): Json[] {
  const isSequence = Object.hasOwn(value, 'sequence');
  const plain: Json[] = [];
  let same = !isSequence;
  for (const element of value) {
    const json = element === undefined ? null : toJson(element);
    same &&= json === element;
    plain.push(json);
  }
  return same ? (value as Json[]) : plain;
}

function objectToJson(value: Record<string, unknown>): Json {
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) throw new UnsupportedValue();
  const plain: Record<string, Json> = {};
  let same = true;
  for (const key of Object.keys(value)) {
    const member = value[key];
    const json = member === undefined ? undefined : toJson(member);
    same &&= json === member && json !== undefined;
    if (json !== undefined) define(plain, key, json);
  }
  return same ? (value as Record<string, Json>) : plain;
}

function define(target: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, writable: true });
  else target[key] = value;
}
