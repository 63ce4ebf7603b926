import { invalidParameter } from './log-errors';
import { columnsPattern } from './pattern-columns';
import { jsonPattern } from './pattern-json';
import { textPredicate, type MessagePredicate } from './pattern-text';

/** Compiled patterns: the same pattern is asked again with each page and poll. */
const compiled = new Map<string, MessagePredicate>();
const MOST_COMPILED = 200;
/** FilterLogEvents API page. */
const LONGEST = 1024;

/**
 * A filter pattern as a predicate: terms, `{ $.json = conditions }`, `[space, delimited, columns]` or a `%regex%`.
 * (CloudWatch Logs guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail")
 */
export function filterPattern(pattern: string): MessagePredicate {
  const known = compiled.get(pattern);
  if (known) return known;
  if (pattern.length > LONGEST)
    throw invalidParameter(`The filterPattern is longer than ${LONGEST} characters.`);
  const predicate = compile(pattern.trim());
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(pattern, predicate);
  return predicate;
}

function compile(pattern: string): MessagePredicate {
  if (pattern.startsWith('{') && pattern.endsWith('}')) return jsonPattern(pattern.slice(1, -1));
  if (pattern.startsWith('[') && pattern.endsWith(']')) return columnsPattern(pattern.slice(1, -1));
  return termsPattern(pattern);
}

interface Term {
  readonly sign: string;
  readonly matches: MessagePredicate;
}

/** All plain terms, none of the `-excluded`; `?optional` terms count only where there is no plain one. */
function termsPattern(pattern: string): MessagePredicate {
  const terms = [...pattern.matchAll(/([?-]?)("(?:\\.|[^"\\])*"|%[^%]*%|\S+)/g)].map(toTerm);
  const having = (sign: string) => terms.filter((term) => term.sign === sign);
  const [plain, optional, excluded] = [having(''), having('?'), having('-')];
  return (message) => {
    if (excluded.some((term) => term.matches(message))) return false;
    if (plain.length === 0 && optional.length > 0) return optional.some((term) => term.matches(message));
    return plain.every((term) => term.matches(message));
  };
}

/** A term of other than letters, digits and underscores must stand in quotes. */
function toTerm([, sign = '', text = '']: RegExpMatchArray): Term {
  if (/^"|^%/.test(text)) return { sign, matches: textPredicate(text, 'part') };
  if (!/^[\p{L}\p{N}_]+$/u.test(text))
    throw invalidParameter(
      `Invalid filter pattern: invalid character(s) in term '${text}'; put it in double quotes.`,
    );
  return { sign, matches: (message) => message.includes(text) };
}
