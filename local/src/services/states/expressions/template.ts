import { evaluate, expressionSource, type Bindings } from './expression';
import { isObject, type Json, type JsonObject } from './json';

/** A field's value with the expressions in it, ready to be evaluated. Throws `QueryError`. */
export type Template = (bindings: Bindings) => Promise<Json> | Json;

/** Prepares a field: strings that are exactly an expression are evaluated, at any depth; all else stands for itself. */
export function template(value: Json, field: string): Template {
  return dynamic(value, field) ?? (() => value);
}

/** The template of a value that holds an expression; undefined for a constant. */
function dynamic(value: Json, field: string): Template | undefined {
  if (typeof value === 'string') return dynamicText(value, field);
  if (Array.isArray(value)) return dynamicArray(value, field);
  return isObject(value) ? dynamicObject(value, field) : undefined;
}

function dynamicText(value: string, field: string): Template | undefined {
  const source = expressionSource(value);
  return source === undefined ? undefined : (bindings) => evaluate(source, field, bindings);
}

function dynamicArray(value: Json[], field: string): Template | undefined {
  const parts = value.map((element, index) => dynamic(element, `${field}[${index}]`));
  if (!parts.some(Boolean)) return undefined;
  return async (bindings) => {
    const result: Json[] = [];
    for (const [index, part] of parts.entries()) result.push(part ? await part(bindings) : value[index]!);
    return result;
  };
}

function dynamicObject(value: JsonObject, field: string): Template | undefined {
  const parts = Object.keys(value).map((key) => [key, dynamic(value[key]!, `${field}/${key}`)] as const);
  if (!parts.some(([, part]) => part)) return undefined;
  return async (bindings) => {
    const result: [string, Json][] = [];
    for (const [key, part] of parts) result.push([key, part ? await part(bindings) : value[key]!]);
    return Object.fromEntries(result);
  };
}
