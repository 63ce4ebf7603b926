const EXPECTED = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** What is wrong with a JSON text and where, in the words of the parser that AWS uses; undefined when nothing is. */
export function jsonFault(text: string): { message: string; line: number; column: number } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return describe(text);
  }
}

function describe(text: string) {
  const at = faultPosition(text);
  const token = /^[A-Za-z0-9_$]+/.exec(text.slice(at))?.[0];
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n') + (token?.length ?? 0);
  if (text.trim() === '') return { message: 'No content to map due to end-of-input', line: 1, column: 0 };
  if (at >= text.length) return { message: 'Unexpected end-of-input', line, column };
  if (token && !/[{,]\s*$/.test(before))
    return { message: `Unrecognized token '${token}': was expecting ${EXPECTED}`, line, column };
  const char = text[at]!;
  const wanted =
    /[{,]\s*$/.test(before) && before.includes('{') ? 'double-quote to start field name' : 'a valid value';
  return {
    message: `Unexpected character ('${char}' (code ${char.charCodeAt(0)})): was expecting ${wanted}`,
    line,
    column,
  };
}

/** Length of the longest beginning that can still become JSON. */
function faultPosition(text: string): number {
  const stack: string[] = [];
  const tokens = /\s+|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;
  let expectKey = false;
  for (let match; (match = tokens.exec(text));) {
    const token = match[0];
    if (expectKey && !/^[\s"}]/.test(token)) return match.index;
    if (token.trim()) expectKey = token === '{' || (token === ',' && stack.at(-1) === '{');
    if (token === '{' || token === '[') stack.push(token);
    if (token === '}' || token === ']') stack.pop();
    if (tokens.lastIndex >= text.length) return text.length;
  }
  return lastConsumed(text);
}

function lastConsumed(text: string): number {
  const tokens =
    /\s+|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)|[{}[\],:]/y;
  let end = 0;
  while (tokens.exec(text)) end = tokens.lastIndex;
  return end;
}
