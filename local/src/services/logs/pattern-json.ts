import { invalidParameter } from './log-errors';
import { parseCondition } from './pattern-condition';
import type { MessagePredicate } from './pattern-text';

/** `$.user.id = 1 && $.tags[0] = "a*"`: conditions on a message that is JSON; any other message does not match. */
export function jsonPattern(text: string): MessagePredicate {
  const condition = parseCondition(text);
  const paths = new Map<string, readonly string[]>();
  const pathOf = (operand: string) => {
    const known = paths.get(operand) ?? parsePath(operand);
    paths.set(operand, known);
    return known;
  };
  condition((operand) => void pathOf(operand));
  return (message) => {
    const document = parse(message);
    return document !== undefined && condition((operand) => at(document, pathOf(operand)));
  };
}

/** `$.a.b[0].['dotted.name']` */
function parsePath(operand: string): readonly string[] {
  if (!/^\$(\.[^.[\]\s]+|\.?\[('[^']*'|\d+)\])+$/.test(operand))
    throw invalidParameter(`Invalid filter pattern: ${operand} is not a property selector such as $.user.id`);
  return [...operand.matchAll(/\['([^']*)'\]|\[(\d+)\]|\.([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? index ?? name ?? '',
  );
}

function parse(message: string): unknown {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return undefined;
  }
}

function at(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    document,
  );
}
