import type { Row } from './log-record';
import { parseExpression, type Expression } from './parse-expression';
import { unsupportedInQuery } from './query-error';
import type { TokenReader } from './token-reader';
import { compareValues, toNumber, toText, type Value } from './value';

/** An aggregate of a group of rows. */
export type Aggregate = (rows: readonly Row[]) => Value;

type OfValues = (values: readonly Value[], argument: number) => Value;

/** Of the values that are there (guide, "Supported operations and functions": aggregations in stats). */
const OF_VALUES: Readonly<Record<string, OfValues>> = {
  count: (values) => values.length,
  count_distinct: (values) => new Set(values.map(toText)).size,
  sum: (values) => sum(values),
  avg: (values) => (values.length ? sum(values) / values.length : undefined),
  min: (values) => ordered(values)[0],
  max: (values) => ordered(values).at(-1),
  stddev: (values) => deviation(values.map(toNumber)),
  median: (values) => percentile(values, 50),
  pct: (values, argument) => percentile(values, argument),
  percentile: (values, argument) => percentile(values, argument),
};

/** Reads `count(*)`, `avg(x)`, `pct(x, 95)`, `latest(x)` … */
export function parseAggregate(reader: TokenReader): Aggregate {
  const name = reader.takeKind('name').text;
  reader.expect('(');
  const value = argument(reader);
  const extra = reader.take(',') ? Number(reader.takeKind('number').text) : NaN;
  reader.expect(')');
  if (name === 'earliest' || name === 'latest') return byTime(value, name);
  const apply = Object.hasOwn(OF_VALUES, name) ? OF_VALUES[name] : undefined;
  if (!apply) throw unsupportedInQuery(`the aggregate ${name}()`);
  return (rows) =>
    apply(
      rows.map(value).filter((found) => found !== undefined),
      extra,
    );
}

function argument(reader: TokenReader): Expression {
  if (reader.take('*') || reader.peek()?.text === ')') return () => 1;
  return parseExpression(reader);
}

function byTime(value: Expression, which: string): Aggregate {
  return (rows) => {
    const present = rows.filter((row) => value(row) !== undefined);
    present.sort((a, b) => compareValues(a.field('@timestamp'), b.field('@timestamp')));
    const row = which === 'latest' ? present.at(-1) : present[0];
    return row && value(row);
  };
}

function sum(values: readonly Value[]): number {
  return values.map(toNumber).reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
}

function ordered(values: readonly Value[]): Value[] {
  return [...values].sort(compareValues);
}

function percentile(values: readonly Value[], percent: number): Value {
  const sorted = ordered(values);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))];
}

function deviation(values: readonly number[]): Value {
  if (values.length === 0) return undefined;
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
}
