/** Reads a JSON text as `$parse` does: a repeated key and a number too large for a double are refused too. */
export function strictJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!isFiniteAll(value) || countKeys(value) !== countKeysWritten(text))
    throw new SyntaxError('Invalid JSON');
  return value;
}

function isFiniteAll(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isFiniteAll);
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, member) => sum + countKeys(member), own);
}

/** Colons outside strings: in a valid text there is one for each member written. */
function countKeysWritten(text: string): number {
  let colons = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') while (text[++i] !== '"') if (text[i] === '\\') i++;
    if (text[i] === ':') colons++;
  }
  return colons;
}
