import jsonata, { type Expression } from 'jsonata';
import { bound, BoundsError, BUDGET, newBudget } from './bounds';
import { BoundedRegex } from './bounded-regex';
import { registerFunctions } from './functions';
import type { Json } from './json';
import { returnedNothing, threw, unsupportedResult } from './query-error';
import { toJson, UnsupportedValue } from './to-json';

/** What an expression sees: `$states`, the workflow's variables, and the clock's functions. */
export type Bindings = Record<string, unknown>;

/** The text between `{%` and `%}` of a string that is exactly an expression, else undefined. */
export function expressionSource(text: string): string | undefined {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}')
    ? text.slice(2, -2).trim()
    : undefined;
}

const compiled = new Map<string, Expression>();
const MOST_COMPILED = 5000;

/** Compiles an expression once; the result keeps no state of an evaluation and is shared. Throws jsonata's own error. */
export function compile(source: string): Expression {
  let expression = compiled.get(source);
  if (!expression) {
    expression = jsonata(source, { RegexEngine: BoundedRegex as unknown as RegExp });
    bound(expression);
    registerFunctions(expression);
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(source, expression);
  }
  return expression;
}

/** Evaluates an expression for the field that holds it. Throws `QueryError`. */
export async function evaluate(source: string, field: string, bindings: Bindings): Promise<Json> {
  const result = await run(source, field, bindings);
  if (result === undefined) throw returnedNothing(source, field);
  try {
    return toJson(result);
  } catch (error) {
    if (error instanceof UnsupportedValue) throw unsupportedResult(source, field);
    throw error;
  }
}

/** `$eval` is bound to nothing: Step Functions does not have it. */
async function run(source: string, field: string, bindings: Bindings): Promise<unknown> {
  try {
    return (await compile(source).evaluate(undefined, {
      ...bindings,
      eval: undefined,
      [BUDGET]: newBudget(),
    })) as unknown;
  } catch (error) {
    if (error instanceof BoundsError) throw threw(source, field, undefined, error.message);
    const { code, message } = error as { code?: string; message?: string };
    throw threw(source, field, code, message ?? String(error));
  }
}
