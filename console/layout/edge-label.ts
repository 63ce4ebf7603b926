import type { Rule, StateDefinition } from './definition';

/** A line is no place for a paragraph. */
const LONGEST = 30;

/** When a rule of a Choice applies, in a few words: its comment, else the condition as far as it is short. */
export function ruleLabel(rule: Rule): string {
  if (rule.Comment !== undefined) return shorten(rule.Comment);
  return shorten(rule.Condition?.replace(/^\{%\s*|\s*%\}$/g, '') ?? conditionOf(rule));
}

/** What a Catch is for: its comment where that is short, else the errors by name. */
export function catchLabel({
  Comment,
  ErrorEquals = [],
}: NonNullable<StateDefinition['Catch']>[number]): string {
  if (Comment !== undefined && Comment.length <= LONGEST) return Comment;
  return ErrorEquals.includes('States.ALL') ? '' : shorten(ErrorEquals.join(', '));
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** JSONPath: `{ "Variable": "$.age", "NumericGreaterThan": 17 }`, or rules within And, Or and Not. */
function conditionOf({ Variable, Next: _, ...members }: Readonly<Record<string, unknown>>): string {
  const [[operator = '', value] = []] = Object.entries(members);
  if (typeof Variable === 'string')
    return `${Variable} ${OPERATORS[operator] ?? operator} ${JSON.stringify(value)}`;
  if (operator === 'Not') return `not ${conditionOf(value as Rule)}`;
  return Array.isArray(value)
    ? (value as Rule[]).map(conditionOf).join(` ${operator.toLowerCase()} `)
    : operator;
}

const OPERATORS: Readonly<Record<string, string>> = {
  StringEquals: '=',
  NumericEquals: '=',
  BooleanEquals: '=',
  NumericGreaterThan: '>',
  NumericLessThan: '<',
  NumericGreaterThanEquals: '≥',
  NumericLessThanEquals: '≤',
  StringMatches: '~',
};
