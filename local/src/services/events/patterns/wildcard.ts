import { PatternError } from './pattern-error';

/** A wildcard's literal parts; any text may stand between two of them. */
export function wildcardParts(pattern: string): string[] {
  const parts = [''];
  for (let index = 0; index < pattern.length; index++) {
    const char = pattern[index]!;
    const next = pattern[index + 1];
    // AWS counts positions in bytes, from the opening quote.
    const position = Buffer.byteLength(pattern.slice(0, index)) + 1;
    if (char === '*') {
      if (next === '*') throw new PatternError(`Consecutive wildcard characters at pos ${position}`);
      parts.push('');
    } else if (char === '\\') {
      if (next !== '*' && next !== '\\')
        throw new PatternError(`Invalid escape character at pos ${position}`);
      parts[parts.length - 1] += next;
      index++;
    } else parts[parts.length - 1] += char;
  }
  return parts;
}

/** Whether a text has the parts in their order, the first at its start and the last at its end; takes linear time. */
export function matchesWildcard(parts: readonly string[], text: string): boolean {
  const [first = '', ...others] = parts;
  if (others.length === 0) return text === first;
  const last = others.pop()!;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  for (const part of others) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return position <= text.length - last.length;
}
