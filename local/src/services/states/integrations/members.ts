import { isObject, type Json } from '../expressions/json';
import { jsonText } from '../expressions/json-text';

/** Services whose APIs spell members in camelCase; Step Functions always speaks PascalCase. */
const CAMEL = ['rds-data', 'states', 'logs'];

/**
 * A task's arguments as the service's API spells them; `texts` names the members that are texts on the wire. A member that
 * is null is one that was not given (recorded on AWS).
 */
export function toApi(service: string, args: Json, texts: readonly string[] = []): Json {
  const camel = CAMEL.includes(service);
  const rename = (key: string) => (camel ? key[0]!.toLowerCase() + key.slice(1) : key);
  const convert = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(convert);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value as Record<string, Json>)
        .filter(([, member]) => member !== null)
        .map(([key, member]) => [rename(key), texts.includes(key) ? asText(member) : convert(member)]),
    );
  };
  return convert(args);
}

/** A service's answer as Step Functions gives it: PascalCase, ISO times, texts for blobs, doubles for numbers, nothing undefined. */
export function fromApi(service: string, answer: unknown): Json {
  const camel = CAMEL.includes(service);
  const convert = (value: unknown): Json => {
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
    if (Array.isArray(value)) return value.map(convert);
    if (!isObject(value)) return value as Json;
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(
      members.map(([key, member]) => [camel ? key[0]!.toUpperCase() + key.slice(1) : key, convert(member)]),
    );
  };
  return convert(answer ?? {});
}

/** A value for a member that is a text on the wire: a text as it is, all else as JSON text. */
export function asText(value: Json): Json {
  return typeof value === 'string' ? value : jsonText(value);
}
