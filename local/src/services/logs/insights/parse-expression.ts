import { BoundedRegex } from '../../../kernel/bounded-regex';
import { REGEX_BOUNDS } from '../log-errors';
import { periodMs, scalarFunction, startOfPeriod } from './functions';
import type { Row } from './log-record';
import { compareValues, toNumber, toText, type Value } from './value';
import type { TokenReader } from './token-reader';

export type Expression = (row: Row) => Value;

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

/** Reads an expression: `or`, `and`, `not`, comparisons, `like`, `in`, arithmetic, functions. */
export function parseExpression(reader: TokenReader): Expression {
  const parts = [conjunction(reader)];
  while (reader.take('or')) parts.push(conjunction(reader));
  return parts.length === 1 ? (parts[0] as Expression) : (row) => parts.some((part) => truthy(part(row)));
}

function conjunction(reader: TokenReader): Expression {
  const parts = [negation(reader)];
  while (reader.take('and')) parts.push(negation(reader));
  return parts.length === 1 ? (parts[0] as Expression) : (row) => parts.every((part) => truthy(part(row)));
}

function negation(reader: TokenReader): Expression {
  if (!reader.take('not')) return comparison(reader);
  const inner = negation(reader);
  return (row) => !truthy(inner(row));
}

function comparison(reader: TokenReader): Expression {
  const left = arithmetic(reader, ['+', '-']);
  const negated = reader.take('not');
  const test = membership(reader) ?? likeness(reader);
  if (test) return (row) => test(left(row), row) !== negated;
  if (negated) throw reader.unexpected('like or in is expected behind not');
  const operator = reader.takeOne(Object.keys(COMPARISONS));
  if (!operator) return left;
  const right = arithmetic(reader, ['+', '-']);
  return (row) => compare(operator, left(row), right(row));
}

/** What is not there equals nothing, and is unlike everything. */
function compare(operator: string, a: Value, b: Value): boolean {
  if (a === undefined || b === undefined) return (a !== b) === (operator === '!=') && operator === '!=';
  return COMPARISONS[operator]?.(compareValues(a, b)) ?? false;
}

type Test = (value: Value, row: Row) => boolean;

function membership(reader: TokenReader): Test | undefined {
  if (!reader.take('in')) return undefined;
  reader.expect('[');
  const items = reader.list(() => arithmetic(reader, ['+', '-']));
  reader.expect(']');
  return (value, row) => value !== undefined && items.some((item) => compareValues(value, item(row)) === 0);
}

function likeness(reader: TokenReader): Test | undefined {
  if (!reader.takeOne(['like', '=~'])) return undefined;
  const token = reader.takeKind('regex', 'text');
  if (token.kind === 'text') return (value) => toText(value).includes(token.value);
  const regex = toRegex(token.text, token.value);
  return (value) => value !== undefined && regex.exec(toText(value)) !== null;
}

/** Insights writes a regular expression's case-insensitivity as `(?i)`. */
export function toRegex(source: string, flags = ''): BoundedRegex {
  const inline = source.startsWith('(?i)');
  const regex = new RegExp(inline ? source.slice(4) : source, inline ? `${flags.replace('i', '')}i` : flags);
  return new BoundedRegex(regex, REGEX_BOUNDS);
}

function arithmetic(reader: TokenReader, operators: readonly string[]): Expression {
  const operand = () => (operators.includes('+') ? arithmetic(reader, ['*', '/', '%']) : power(reader));
  let left = operand();
  for (let operator = reader.takeOne(operators); operator; operator = reader.takeOne(operators))
    left = calculation(operator, left, operand());
  return left;
}

function power(reader: TokenReader): Expression {
  const base = primary(reader);
  return reader.take('^') ? calculation('^', base, power(reader)) : base;
}

function calculation(operator: string, left: Expression, right: Expression): Expression {
  return (row) => {
    const result = ARITHMETIC[operator]?.(toNumber(left(row)), toNumber(right(row))) ?? NaN;
    return Number.isNaN(result) ? undefined : result;
  };
}

function primary(reader: TokenReader): Expression {
  if (reader.take('-')) return calculation('-', () => 0, primary(reader));
  if (reader.take('(')) {
    const inner = parseExpression(reader);
    reader.expect(')');
    return inner;
  }
  const token = reader.takeKind('name', 'number', 'text');
  if (token.kind === 'number') return () => Number(token.text);
  if (token.kind === 'text') return () => token.value;
  if (reader.take('(')) return call(reader, token.text);
  return (row) => row.field(token.value);
}

function call(reader: TokenReader, name: string): Expression {
  if (name === 'bin') return ended(reader, bin(reader));
  if (name === 'datefloor') return ended(reader, dateFloor(reader));
  const values = reader.peek()?.text === ')' ? [] : reader.list(() => parseExpression(reader));
  const apply = scalarFunction(name);
  return ended(reader, (row) => apply(...values.map((value) => value(row))));
}

function ended(reader: TokenReader, expression: Expression): Expression {
  reader.expect(')');
  return expression;
}

function bin(reader: TokenReader): Expression {
  const ms = period(reader);
  return (row) => startOfPeriod(row.field('@timestamp'), ms);
}

function dateFloor(reader: TokenReader): Expression {
  const time = parseExpression(reader);
  reader.expect(',');
  const ms = period(reader);
  return (row) => startOfPeriod(time(row), ms);
}

function period(reader: TokenReader): number {
  const count = Number(reader.takeKind('number').text);
  return periodMs(count, reader.takeKind('name').text);
}

export function truthy(value: Value): boolean {
  return value !== undefined && value !== false && value !== 0 && value !== '' && value !== '0';
}
