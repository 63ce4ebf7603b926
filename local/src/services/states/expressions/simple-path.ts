import type { Expression } from 'jsonata';
import type { Json } from './json';

/** A variable and the members that are read from it one after the other: most expressions are no more than that. */
export type SimplePath = readonly string[];

interface Node {
  readonly type: string;
  readonly value: unknown;
  readonly steps?: readonly Node[];
}

/** Members that a node of a plain step has; any other, such as a predicate, asks for the whole evaluator. */
const PLAIN = ['type', 'value', 'position'];

/** The path of an expression like `$states.input.user.email`; undefined for anything else. */
export function simplePath(expression: Expression): SimplePath | undefined {
  const ast = expression.ast() as unknown as Node;
  if (ast.type === 'variable') return isPlain(ast) && isNamed(ast) ? [String(ast.value)] : undefined;
  if (ast.type !== 'path' || Object.keys(ast).some((key) => key !== 'type' && key !== 'steps'))
    return undefined;
  const [first, ...rest] = ast.steps!;
  const simple =
    first!.type === 'variable' &&
    isNamed(first!) &&
    rest.every(({ type }) => type === 'name') &&
    ast.steps!.every(isPlain);
  return simple ? ast.steps!.map(({ value }) => String(value)) : undefined;
}

/** What the path finds in plain objects; undefined where JSONata's own rules (arrays, missing members) must decide. */
export function follow(path: SimplePath, bindings: Record<string, unknown>): Json | undefined {
  let value: unknown = bindings;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'function' ? undefined : (value as Json | undefined);
}

function isPlain(node: Node): boolean {
  return Object.keys(node).every((key) => PLAIN.includes(key));
}

/** The variables `$` and `$$` are the context, not bindings. */
function isNamed({ value }: Node): boolean {
  return value !== '' && value !== '$';
}
