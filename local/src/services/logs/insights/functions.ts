import { invalidParameter } from '../log-errors';
import { unsupportedInQuery } from './query-error';
import { Time, toNumber, toText, type Value } from './value';

/** CloudWatch Logs quotas: an event has up to 1 MB. */
const LONGEST = 1_048_576;

type ScalarFunction = (...values: Value[]) => Value;

const UNITS: Readonly<Record<string, number>> = {
  ...{ ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 },
  ...{ sec: 1000, second: 1000, seconds: 1000, min: 60_000, minute: 60_000, minutes: 60_000 },
  ...{ hr: 3_600_000, hour: 3_600_000, hours: 3_600_000, day: 86_400_000, days: 86_400_000 },
};

/** The functions of Insights that run here (guide, "Supported operations and functions"). */
const FUNCTIONS: Readonly<Record<string, ScalarFunction>> = {
  abs: (value) => Math.abs(toNumber(value)),
  ceil: (value) => Math.ceil(toNumber(value)),
  floor: (value) => Math.floor(toNumber(value)),
  sqrt: (value) => Math.sqrt(toNumber(value)),
  greatest: (...values) => Math.max(...values.map(toNumber)),
  least: (...values) => Math.min(...values.map(toNumber)),
  ispresent: (value) => value !== undefined,
  isempty: (value) => value === undefined || toText(value) === '',
  isblank: (value) => toText(value).trim() === '',
  coalesce: (...values) => values.find((value) => value !== undefined),
  concat: (...values) => joined(values.map(toText), ''),
  strlen: (value) => toText(value).length,
  tolower: (value) => toText(value).toLowerCase(),
  toupper: (value) => toText(value).toUpperCase(),
  trim: (value) => toText(value).trim(),
  ltrim: (value) => toText(value).trimStart(),
  rtrim: (value) => toText(value).trimEnd(),
  replace: (value, search, by) => joined(toText(value).split(toText(search)), toText(by)),
  strcontains: (value, search) => (toText(value).includes(toText(search)) ? 1 : 0),
  substr: (value, from, length) => substring(toText(value), toNumber(from), length),
  tomillis: (value) => toNumber(value),
  frommillis: (value) => new Time(toNumber(value)),
};

/** The function of that name; `bin(5m)` and `datefloor(@timestamp, 5m)` take a period and are made elsewhere. */
export function scalarFunction(name: string): ScalarFunction {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!found) throw unsupportedInQuery(`the function ${name}()`);
  return found;
}

/** `5m` in milliseconds. */
export function periodMs(count: number, unit: string): number {
  const ms = UNITS[unit];
  if (ms === undefined) throw unsupportedInQuery(`the period ${count}${unit}`);
  return count * ms;
}

/** The beginning of the period that a time is in. */
export function startOfPeriod(time: Value, ms: number): Time {
  return new Time(Math.floor(toNumber(time) / ms) * ms);
}

/** No text of a query may grow beyond what a log event can hold. */
function joined(parts: readonly string[], by: string): string {
  const length = parts.reduce((sum, part) => sum + part.length + by.length, -by.length);
  if (length > LONGEST) throw invalidParameter(`A text of the query is longer than ${LONGEST} characters.`);
  return parts.join(by);
}

function substring(text: string, from: number, length: Value): string {
  return text.slice(from, length === undefined ? undefined : from + toNumber(length));
}
