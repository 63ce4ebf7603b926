import { unsupported } from '../../kernel/aws-error';
import { jsonCondition, type Condition } from './json-condition';

/** Whether a message is what a pattern looks for. */
export type MessagePredicate = (message: string) => boolean;

/** Compiled patterns: the same pattern is asked again with each page and poll. */
const compiled = new Map<string, MessagePredicate>();
const MOST_COMPILED = 200;

/**
 * A filter pattern as a predicate: `{ $.json = conditions }`, or none at all.
 * (CloudWatch Logs guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail")
 */
export function filterPattern(pattern: string): MessagePredicate {
  const known = compiled.get(pattern);
  if (known) return known;
  const predicate = compile(pattern.trim());
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(pattern, predicate);
  return predicate;
}

function compile(pattern: string): MessagePredicate {
  if (pattern === '') return () => true;
  const conditions = /^\{(.*)\}$/s.exec(pattern)?.[1];
  if (conditions === undefined)
    throw unsupported('filter patterns other than { $.json = "conditions" }, such as terms and columns');
  return onDocument(jsonCondition(conditions));
}

/** A message that is no JSON fits no condition. */
function onDocument(condition: Condition): MessagePredicate {
  return (message) => {
    if (!/^\s*[{[]/.test(message)) return false;
    try {
      return condition(JSON.parse(message));
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  };
}
