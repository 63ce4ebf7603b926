import { createHash, randomUUID } from 'node:crypto';
import type { Expression } from 'jsonata';
import { seededRandom } from '../../../kernel/seeded-random';
import { base64decode } from './base64';
import { BOUNDS, BoundsError, MEMORY_EXCEEDED } from './bounds';
import { distinct } from './distinct';
import { sort } from './sort';
import { strictJson } from './strict-json';

/**
 * The functions that Step Functions adds to JSONata ("Transforming data with JSONata", functions provided by Step
 * Functions). A number that is not whole is cut towards zero; what is undefined and what is an error was measured on AWS.
 */
export function registerFunctions(expression: Expression): void {
  const register = (name: string, run: (...args: never[]) => unknown, signature: string) =>
    expression.registerFunction(name, run as (...args: unknown[]) => unknown, signature);
  register('partition', partition, '<xn?:a>');
  register('range', range, '<nnn?:a<n>>');
  register('hash', hash, '<ss?:s>');
  register(
    'random',
    (seed?: number) => (seed === undefined ? Math.random() : seededRandom(Math.trunc(seed))()),
    '<n?:n>',
  );
  register('uuid', randomUUID, '<:s>');
  register('parse', parse, '<s?:x>');
  register('pad', pad, '<s-ns?:s>');
  register('distinct', distinct, '<x:x>');
  register('sort', sort, '<af?:a>');
  register('base64decode', base64decode, '<s-:s>');
}

function partition(array: unknown, size?: number): unknown[][] | undefined {
  if (array === undefined) return undefined;
  if (!Array.isArray(array)) throw new NoArrayError();
  if (array.length === 0) return undefined;
  const length = size === undefined ? array.length : Math.trunc(size);
  if (length < 0) throw new FunctionError('Second argument must be zero or greater');
  if (length === 0) return undefined;
  const chunks: unknown[][] = [];
  for (let start = 0; start < array.length; start += length) chunks.push(array.slice(start, start + length));
  return chunks;
}

function range(from?: number, to?: number, by?: number): number[] | number | undefined {
  if (from === undefined || to === undefined || by === undefined) return undefined;
  const [start, end, step] = [from, to, by].map(Math.trunc) as [number, number, number];
  if (step === 0) return undefined;
  const count = Math.floor((end - start) / step) + 1;
  if (count <= 0) return undefined;
  if (count > BOUNDS.rangeElements) throw new BoundsError(MEMORY_EXCEEDED);
  return count === 1 ? start : Array.from({ length: count }, (_, index) => start + index * step);
}

const ALGORITHMS = ['SHA-1', 'SHA-384', 'SHA-256', 'SHA-512', 'MD5'];

function hash(text?: string, algorithm?: string): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  if (!ALGORITHMS.includes(algorithm))
    throw new FunctionError(`Hash algorithm '${algorithm}' must be one of ${ALGORITHMS.join(', ')}`);
  return createHash(algorithm.replace('-', '').toLowerCase()).update(text, 'utf8').digest('hex');
}

function parse(text?: string): unknown {
  if (text === undefined) return undefined;
  try {
    return strictJson(text);
  } catch {
    throw new FunctionError('Invalid JSON');
  }
}

/** JSONata's own `$pad`, which would build a text of any length before a bound could see it. */
function pad(text?: string, width?: number, char = ' '): string | undefined {
  if (text === undefined || width === undefined) return undefined;
  const missing = Math.abs(Math.trunc(width)) - [...text].length;
  if (missing > BOUNDS.bytes) throw new BoundsError(MEMORY_EXCEEDED);
  if (missing <= 0) return text;
  const filler = [...(char || ' ').repeat(Math.ceil(missing / [...(char || ' ')].length))].slice(0, missing);
  return width < 0 ? filler.join('') + text : text + filler.join('');
}

/** An error with the code that JSONata gives to errors of functions. */
class FunctionError extends Error {
  readonly code: string = 'D3137';
}

/** JSONata makes its own message for this code, from the argument's place. */
class NoArrayError extends FunctionError {
  override readonly code = 'T0412';
  readonly index = 1;
}
