import { AwsError } from '../../kernel/aws-error';
import { oid } from './postgres-types';

/** A parameter as the API takes it. */
export interface SqlParameter {
  readonly name?: string;
  readonly typeHint?: string;
  readonly value?: Readonly<Record<string, unknown>>;
}

export interface TypedValue {
  readonly type: number;
  readonly value: string | null;
}

// API_SqlParameter gives the formats; how AWS words a value that does not fit is not documented.
const hints: Readonly<Record<string, { type: number; format?: RegExp; accepted?: string }>> = {
  JSON: { type: oid.json },
  UUID: { type: oid.uuid },
  TIMESTAMP: {
    type: oid.timestamp,
    format: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,9})?$/,
    accepted: 'YYYY-MM-DD HH:MM:SS[.FFF]',
  },
  DATE: { type: oid.date, format: /^\d{4}-\d\d-\d\d$/, accepted: 'YYYY-MM-DD' },
  TIME: { type: oid.time, format: /^\d\d:\d\d:\d\d(\.\d{1,9})?$/, accepted: 'HH:MM:SS[.FFF]' },
  DECIMAL: {
    type: oid.numeric,
    format: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
    accepted: 'a decimal number',
  },
};

/**
 * A parameter's value with the PostgreSQL type that it travels as: text, int8, float8, bool, bytea, or what the hint says.
 * A string is text, which PostgreSQL does not cast to uuid, json or timestamp by itself.
 */
export function typedValue(parameter: SqlParameter): TypedValue {
  const [member, value] = onlyMember(parameter);
  switch (member) {
    case 'isNull':
      return { type: 0, value: null };
    case 'stringValue':
      return hinted(parameter, expectType(parameter, value, 'string'));
    case 'longValue':
      return { type: oid.int8, value: long(parameter, value) };
    case 'doubleValue':
      return { type: oid.float8, value: double(parameter, value) };
    case 'booleanValue':
      return { type: oid.bool, value: String(expectType(parameter, value, 'boolean')) };
    case 'blobValue':
      return { type: oid.bytea, value: hex(value) };
    case 'arrayValue':
      throw new AwsError('ValidationException', 'Array parameters are not supported.');
    default:
      throw invalid(`Parameter "${parameter.name}" has an unknown value member ${member}.`);
  }
}

function onlyMember(parameter: SqlParameter): [string, unknown] {
  const members = Object.entries(parameter.value ?? {}).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  if (!members.length || (members[0]![0] === 'isNull' && members[0]![1] !== true))
    throw invalid(`Parameter "${parameter.name}" has value with no field set`);
  if (members.length > 1) throw invalid(`Parameter "${parameter.name}" has value with several fields set`);
  return members[0]!;
}

function hinted({ name, typeHint }: SqlParameter, value: string): TypedValue {
  if (typeHint === undefined || typeHint === null) return { type: oid.text, value };
  const hint = Object.hasOwn(hints, typeHint) ? hints[typeHint] : undefined;
  if (!hint)
    throw invalid(
      `Value '${typeHint}' at 'typeHint' failed to satisfy constraint: Member must satisfy enum value set: [${Object.keys(hints).join(', ')}]`,
    );
  if (hint.format && !hint.format.test(value))
    throw invalid(`Parameter "${name}" does not have the format of ${typeHint}: ${hint.accepted}`);
  return { type: hint.type, value };
}

function long(parameter: SqlParameter, value: unknown): string {
  if (typeof value === 'bigint' || Number.isInteger(value)) return String(value);
  throw invalid(`Parameter "${parameter.name}" has a longValue that is not an integer.`);
}

function double(parameter: SqlParameter, value: unknown): string {
  if (typeof value === 'bigint') return String(Number(value));
  if (typeof value === 'number' || ['NaN', 'Infinity', '-Infinity'].includes(value as string))
    return String(value);
  throw invalid(`Parameter "${parameter.name}" has a doubleValue that is not a number.`);
}

function hex(value: unknown): string {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.from(value as Uint8Array);
  return `\\x${bytes.toString('hex')}`;
}

function expectType<Value>(
  parameter: SqlParameter,
  value: Value,
  type: 'string' | 'boolean',
): Value & string {
  if (typeof value !== type)
    throw invalid(`Parameter "${parameter.name}" has a ${type}Value that is no ${type}.`);
  return value as Value & string;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
