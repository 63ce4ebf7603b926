import { AwsError } from '../../kernel/aws-error';
import { exactInteger } from '../../http/exact-integers';
import { elementType, typeName } from './postgres-types';

export interface ResultSetOptions {
  readonly decimalReturnType?: string;
  readonly longReturnType?: string;
}

/** A value of a result, as the API's `Field`; a long that a double would round is a bigint. */
export type Field = Readonly<Record<string, unknown>>;

/** Turns PostgreSQL's text of a value into a `Field` by its type. */
export function resultValue(text: string | null, type: number, options: ResultSetOptions): Field {
  if (text === null) return { isNull: true };
  const element = elementType(type);
  return element ? { arrayValue: arrayValue(text, element, options) } : scalar(text, typeName(type), options);
}

function scalar(text: string, type: string | undefined, options: ResultSetOptions): Field {
  switch (type) {
    case 'bool':
      return { booleanValue: text === 't' };
    case 'int2':
    case 'int4':
    case 'oid':
    case 'int8':
      return options.longReturnType === 'STRING' ? { stringValue: text } : { longValue: exactInteger(text) };
    case 'float4':
      // A float4 arrives widened to a double: 0.1 is 0.10000000149011612.
      return { doubleValue: double(Math.fround(Number(text)), text) };
    case 'float8':
      return { doubleValue: double(Number(text), text) };
    case 'numeric':
      return options.decimalReturnType === 'DOUBLE_OR_LONG' ? decimal(text) : { stringValue: text };
    case 'bytea':
      return { blobValue: Buffer.from(text.slice(2), 'hex') };
    default:
      return { stringValue: temporal(text, type) };
  }
}

/** JSON has no NaN and no infinity; the REST protocol writes them as text. */
function double(value: number, text: string): number | string {
  return Number.isFinite(value) ? value : text;
}

function decimal(text: string): Field {
  return text.includes('.') ? { doubleValue: Number(text) } : { longValue: exactInteger(text) };
}

/** A time with no fraction, three digits or six; a timestamptz in UTC without its offset. */
function temporal(text: string, type: string | undefined): string {
  if (type !== 'time' && type !== 'timestamp' && type !== 'timestamptz' && type !== 'date') return text;
  // Measured by tmokmss/aurora-data-api-proxy: an infinite date or timestamp fails so, with no message at all.
  if (text.endsWith('infinity')) throw new AwsError('InternalFailure', '', 500);
  const local = type === 'timestamptz' ? text.replace(/\+00$/, '') : text;
  return local.replace(
    /\.(\d+)$/,
    (_, digits: string) => `.${digits.padEnd(digits.length > 3 ? 6 : 3, '0')}`,
  );
}

const arrayMember: Readonly<Record<string, string>> = {
  booleanValue: 'booleanValues',
  longValue: 'longValues',
  doubleValue: 'doubleValues',
  stringValue: 'stringValues',
};

function arrayValue(text: string, element: string, options: ResultSetOptions): Field {
  const elements = arrayElements(text);
  if (!elements)
    throw new AwsError('UnsupportedResultException', 'The result contains a multidimensional array.');
  const fields = elements.map((one) => (one === null ? null : scalar(one, element, options)));
  const sample =
    fields.find((field) => field !== null) ?? scalar(element === 'bool' ? 'f' : '0', element, options);
  const member = Object.keys(sample)[0]!;
  return { [arrayMember[member]!]: fields.map((field) => field && field[member]) };
}

/** The elements of PostgreSQL's text of a one-dimensional array; undefined when it has more dimensions. */
function arrayElements(text: string): (string | null)[] | undefined {
  const body = text.slice(text.indexOf('{') + 1, -1);
  if (/^\s*\{/.test(body)) return undefined;
  const elements: (string | null)[] = [];
  for (const [, quoted, plain] of body.matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)) {
    if (quoted !== undefined) elements.push(quoted.replaceAll(/\\(.)/gs, '$1'));
    else elements.push(plain === 'NULL' ? null : plain!);
  }
  return elements;
}
