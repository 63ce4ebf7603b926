import type { Row } from './log-record';
import { toRegex } from './parse-expression';
import type { TokenReader } from './token-reader';
import { toText, type Value } from './value';

/** `parse @message "user=*, ip=*" as user, ip` or `parse @message /(?<user>\w+)/`. */
export function parseCommand(reader: TokenReader): (rows: readonly Row[]) => readonly Row[] {
  const field = reader.peek()?.kind === 'name' ? reader.takeKind('name').value : '@message';
  const token = reader.takeKind('text', 'regex');
  if (token.kind === 'regex') {
    const regex = toRegex(token.text, token.value);
    return (rows) => rows.map((row) => row.with({ ...regex.exec(toText(row.field(field)))?.groups }));
  }
  reader.expect('as');
  const names = reader.list(() => reader.takeKind('name').value);
  return (rows) => rows.map((row) => row.with(globFields(toText(row.field(field)), token.value, names)));
}

/** Each `*` takes the text up to what follows it in the pattern. */
function globFields(text: string, pattern: string, names: readonly string[]): Record<string, Value> {
  const [first = '', ...rest] = pattern.split('*');
  const found: Record<string, Value> = {};
  let at = text.indexOf(first) + first.length;
  if (!text.includes(first)) return {};
  for (const [index, part] of rest.entries()) {
    const end = part === '' ? text.length : text.indexOf(part, at);
    if (end < 0) return {};
    found[names[index] ?? ''] = text.slice(at, end);
    at = end + part.length;
  }
  return found;
}
