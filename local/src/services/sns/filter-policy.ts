import { PatternError } from '../events/patterns/pattern-error';
import { compilePattern, type Pattern } from '../events/patterns/compile-pattern';
import { matchesEvent } from '../events/patterns/match-event';
import type { SnsAttribute } from './message-attributes';
import { textFor, type PublishedMessage } from './published-message';
import { invalidParameter } from './sns-error';

export type FilterPolicyScope = 'MessageAttributes' | 'MessageBody';

type Policy = Readonly<Record<string, unknown>>;

/** So many keys and combinations of values. (SNS developer guide, "Filter policy constraints") */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/** Throws for a policy that AWS refuses; `at` begins the message. */
export function checkFilterPolicy(text: string, scope: FilterPolicyScope, at: string): void {
  const policy = parseObject('FilterPolicy', text, at);
  if (Object.keys(policy).length === 0) return;
  if (Object.keys(policy).length > MOST_KEYS)
    throw invalidParameter(`${at}FilterPolicy: Filter policy can not have more than ${MOST_KEYS} keys`);
  // The places in AWS's messages are those of the JSON without white space.
  compile(JSON.stringify(policy), at);
  if (scope === 'MessageAttributes' && isNested(policy))
    throw invalidParameter(
      `${at}Filter policy scope MessageAttributes does not support nested filter policy`,
    );
  if (combinations(policy) > MOST_COMBINATIONS)
    throw invalidParameter(`${at}FilterPolicy: Filter policy is too complex`);
}

/** An attribute's text as a JSON object, or why it is none. */
export function parseObject(attribute: string, text: string, at: string): Policy {
  try {
    return JSON.parse(text) as Policy;
  } catch {
    const place = /\[Source: [\s\S]*(; line: \d+, column: \d+\])$/;
    const why = reason(text).replace(
      place,
      '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)$1',
    );
    throw invalidParameter(`${at}${attribute}: failed to parse JSON. ${why}`);
  }
}

const compiled = new Map<string, Pattern>();

/** Whether a message passes: its attributes or its body, whichever the scope says. */
export function passesFilter(
  message: PublishedMessage,
  policy: string,
  scope: FilterPolicyScope,
  protocol: string,
): boolean {
  const pattern = compiled.get(policy) ?? compile(policy, '');
  if (compiled.size > 1000) compiled.clear();
  compiled.set(policy, pattern);
  const subject = scope === 'MessageBody' ? parsed(textFor(message, protocol)) : document(message.attributes);
  return typeof subject === 'object' && subject !== null && matchesEvent(pattern, subject);
}

/** String, String.Array and Number attributes are compared. ("Filter policy constraints") */
function document(attributes: PublishedMessage['attributes']): object {
  const compared = Object.entries(attributes).filter(
    ([, { DataType = '' }]) => !DataType.startsWith('Binary'),
  );
  return Object.fromEntries(compared.map(([name, attribute]) => [name, valueOf(attribute)]));
}

function valueOf({ DataType = '', StringValue = '' }: SnsAttribute): unknown {
  if (DataType.startsWith('Number')) return Number(StringValue);
  return DataType === 'String.Array' ? (parsed(StringValue) ?? StringValue) : StringValue;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function compile(text: string, at: string): Pattern {
  try {
    return compilePattern(text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw invalidParameter(`${at}FilterPolicy: ${error.message}`);
  }
}

function reason(text: string): string {
  try {
    compilePattern(text);
    return 'It is not valid JSON.';
  } catch (error) {
    return (error as Error).message;
  }
}

function isNested(policy: Policy): boolean {
  return Object.entries(policy).some(([key, value]) =>
    key === '$or' && Array.isArray(value) ? (value as Policy[]).some(isNested) : !Array.isArray(value),
  );
}

/** Values of each array times its depth, multiplied; the alternatives of `$or` add up. */
function combinations(policy: Policy, depth = 1, above = 1): number {
  return Object.entries(policy).reduce((product, [key, value]) => {
    if (!Array.isArray(value)) return combinations(value as Policy, depth + 1, product);
    if (key !== '$or') return product * value.length * depth;
    return (value as Policy[]).reduce((sum, each) => sum + combinations(each, depth, product), 0);
  }, above);
}
