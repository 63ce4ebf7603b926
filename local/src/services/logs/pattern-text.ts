import { BoundedRegex } from '../../kernel/bounded-regex';
import { invalidParameter, REGEX_BOUNDS } from './log-errors';

/** Whether a message, or a part of one, is what a pattern looks for. */
export type MessagePredicate = (message: string) => boolean;

/** What AWS's own regular expressions may hold ("Supported regular expressions (regex) syntax"): no groups. */
const REGEX = /^[\w#=@/;,\-'^$?[\]{}|\\*+.:\s]*$/;

/**
 * A value of a pattern as a predicate on text: `"quoted"`, `%regex%` or bare. `whole` compares the whole text with `*` as a
 * wildcard, `part` searches in it.
 */
export function textPredicate(value: string, how: 'whole' | 'part'): MessagePredicate {
  if (value.startsWith('%')) return regexPredicate(value.slice(1, -1));
  const plain = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
  if (how === 'part') return (text) => text.includes(plain);
  if (!plain.includes('*')) return (text) => text === plain;
  return wildcardPredicate(plain.split('*'));
}

function regexPredicate(source: string): MessagePredicate {
  if (!REGEX.test(source))
    throw invalidParameter(`Invalid filter pattern: unsupported character in regex %${source}%`);
  try {
    const regex = new BoundedRegex(new RegExp(source), REGEX_BOUNDS);
    return (text) => regex.exec(text) !== null;
  } catch {
    throw invalidParameter(`Invalid filter pattern: invalid regex %${source}%`);
  }
}

/** The parts in order, the first at the beginning and the last at the end: linear, unlike a regular expression. */
function wildcardPredicate(parts: readonly string[]): MessagePredicate {
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= text.length;
  };
}
