import jsonata, { type Expression } from 'jsonata';
import { InternalFault } from './base64';
import { BoundedRegex } from './bounded-regex';
import { bound, BoundsError, BUDGET, newBudget } from './bounds';
import { registerFunctions } from './functions';
import type { Json } from './json';
import { refuseLongLiterals } from './long-literal';
import { internalError, returnedNothing, threw, unsupportedResult } from './query-error';
import { follow, simplePath, type SimplePath } from './simple-path';
import { toJson, UnsupportedValue } from './to-json';

/** What an expression sees: `$states`, the workflow's variables, and the clock's functions. */
export type Bindings = Record<string, unknown>;

/** The text between `{%` and `%}` of a string that is exactly an expression, else undefined. */
export function expressionSource(text: string): string | undefined {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}')
    ? text.slice(2, -2).trim()
    : undefined;
}

interface Compiled {
  readonly expression: Expression;
  readonly path?: SimplePath;
}

const compiled = new Map<string, Compiled>();
const MOST_COMPILED = 5000;

/** Parses an expression. Throws jsonata's own error. */
export function parse(source: string): unknown {
  return compile(source).expression.ast();
}

/** Compiles an expression once; the result keeps no state of an evaluation and is shared. Throws jsonata's own error. */
function compile(source: string): Compiled {
  let found = compiled.get(source);
  if (!found) {
    const expression = jsonata(source, { RegexEngine: BoundedRegex as unknown as RegExp });
    refuseLongLiterals(expression.ast());
    bound(expression);
    registerFunctions(expression);
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(source, (found = { expression, path: simplePath(expression) }));
  }
  return found;
}

/** Evaluates an expression for the field that holds it. Throws `QueryError`. */
export async function evaluate(source: string, field: string, bindings: Bindings): Promise<Json> {
  const found = readAtOnce(source, bindings);
  if (found !== undefined) return found;
  const result = await run(source, field, bindings);
  if (result === undefined) throw returnedNothing(source, field);
  try {
    return toJson(result);
  } catch (error) {
    if (error instanceof UnsupportedValue) throw unsupportedResult(source, field);
    throw error;
  }
}

/** A path through plain objects needs no evaluator. What does not parse is told where it is run. */
function readAtOnce(source: string, bindings: Bindings): Json | undefined {
  const path = compiled.get(source)?.path;
  return path && follow(path, bindings);
}

/** `$eval` is bound to nothing: Step Functions does not have it. */
async function run(source: string, field: string, bindings: Bindings): Promise<unknown> {
  try {
    return (await compile(source).expression.evaluate(undefined, {
      ...bindings,
      eval: undefined,
      [BUDGET]: newBudget(),
    })) as unknown;
  } catch (error) {
    if (error instanceof InternalFault) throw internalError(source, field);
    if (error instanceof BoundsError) throw threw(source, field, undefined, error.message);
    const { code, message } = error as { code?: string; message?: string };
    throw threw(source, field, code, message ?? String(error));
  }
}
