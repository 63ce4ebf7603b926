import { expressionSource } from '../expressions/expression';
import { typeName, type Json, type JsonObject } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import { QueryError, unexpectedType } from '../expressions/query-error';
import { template, type Template } from '../expressions/template';
import { bindings, type Extra, type Visit } from './visit';

/** Compiled fields by the object that holds them: a definition is compiled as it runs, each field once. */
const compiled = new WeakMap<object, Map<string, Template>>();

/** Evaluates a field of the state, of a choice rule or of a catcher; `path` is the holder's place in the state. */
export function evaluateField(
  visit: Visit,
  holder: object,
  key: string,
  extra: Extra = {},
  path = '',
  item?: JsonObject,
): Promise<Json> | Json {
  return fieldTemplate(holder, key, path)(bindings(visit, extra, item));
}

/** A number field, written out or as an expression; undefined when the state does not have it. */
export async function numberField(
  visit: Visit,
  key: string,
  range: NumberRange,
): Promise<number | undefined> {
  const written = (visit.state as unknown as Record<string, Json | undefined>)[key];
  if (written === undefined) return undefined;
  const number = (await typedField(visit, key, 'number')) as number;
  if (range.whole !== false && !Number.isInteger(number))
    throw new QueryError(key, `The ${key} field cannot be parsed as an integer: ${number}`);
  if (number < range.least || number > range.most)
    throw new QueryError(key, `${key} must be between ${range.least} and ${range.most} but was: ${number}`);
  return number;
}

export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** A field whose value must be of one type. */
export async function typedField(
  visit: Visit,
  key: string,
  type: string,
  path = '',
  holder?: object,
): Promise<Json> {
  const owner = (holder ?? visit.state) as Record<string, Json>;
  const value = await evaluateField(visit, owner, key, {}, path);
  if (typeName(value) !== type) {
    const field = path + key;
    const written = owner[key]!;
    const source = (typeof written === 'string' && expressionSource(written)) || jsonText(written);
    throw unexpectedType(source, field, type, typeName(value), jsonText(value));
  }
  return value;
}

function fieldTemplate(holder: object, key: string, path: string): Template {
  let fields = compiled.get(holder);
  if (!fields) compiled.set(holder, (fields = new Map<string, Template>()));
  let field = fields.get(key);
  if (!field) fields.set(key, (field = template((holder as Record<string, Json>)[key]!, path + key)));
  return field;
}
