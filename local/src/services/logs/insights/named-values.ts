import type { Row } from './log-record';
import { parseExpression, type Expression } from './parse-expression';
import type { TokenReader } from './token-reader';
import { toText, type Value } from './value';

/** A value with the name of its column. */
export interface Named {
  readonly name: string;
  readonly value: Expression;
}

/** `expression as alias`; without one the expression's text is the name. */
export function named<Kind>(reader: TokenReader, read: () => Kind): { name: string; value: Kind } {
  const start = reader.peek()?.start ?? 0;
  const value = read();
  const text = reader.textFrom(start).replace(/^`|`$/g, '');
  return { name: reader.take('as') ? reader.takeKind('name').value : text, value };
}

/** Reads `a, b as c, …`. */
export function expressions(reader: TokenReader): Named[] {
  return reader.list(() => named(reader, () => parseExpression(reader)));
}

/** The values of a row, by name. */
export function valuesOf(list: readonly Named[], row: Row): Record<string, Value> {
  return Object.fromEntries(list.map(({ name, value }) => [name, value(row)]));
}

/** Rows that have the same values, together; all of them where there are no keys. */
export function grouped(rows: readonly Row[], keys: readonly Named[]) {
  const groups = new Map<string, { key: Record<string, Value>; members: Row[] }>();
  if (keys.length === 0) groups.set('', { key: {}, members: [] });
  for (const row of rows) {
    const key = valuesOf(keys, row);
    const id = keys.length === 0 ? '' : JSON.stringify(Object.values(key).map(toText));
    const group = groups.get(id) ?? { key, members: [] };
    group.members.push(row);
    groups.set(id, group);
  }
  return [...groups.values()];
}
