import { AwsError } from '../kernel/aws-error';
import type { WireCall } from './wire';
import { shapesOf, type ServiceShapes, type ShapeText } from './input-shapes';

/**
 * Checks that an input's members have the types of the API, before the service sees it, as AWS's own deserializers do. The
 * members in `texts` came as text (a form, a path, a query) and become numbers and booleans where the API has those.
 */
export function checkInput(service: string, { operation, input, texts }: Omit<WireCall, 'encode'>): object {
  const shapes = shapesOf(service);
  const shape = shapes?.operations[operation];
  if (!shapes || shape === undefined) return input;
  const members = shapes.structures[shape] ?? {};
  const checked = Object.entries(input).map(([name, value]): [string, unknown] => {
    const textual = typeof texts === 'boolean' ? texts : texts.includes(name);
    return [name, Object.hasOwn(members, name) ? check(value, members[name]!, shapes, textual) : value];
  });
  return given(checked);
}

function check(value: unknown, shape: ShapeText, shapes: ServiceShapes, textual: boolean): unknown {
  if (value === null || value === undefined || shape === '*') return value;
  if (shape.length === 1) return checkSimple(value, shape, textual);
  if (shape.startsWith('[')) return checkList(value, shape.slice(1), shapes, textual);
  if (!isObject(value)) throw refused(Array.isArray(value) ? UNEXPECTED_LIST : UNEXPECTED_TYPE);
  const members = shape.startsWith('{') ? undefined : shapes.structures[shape];
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    const inner = members ? (Object.hasOwn(members, name) ? members[name]! : '*') : shape.slice(1);
    return [name, check(member, inner, shapes, textual)];
  });
  return given(entries);
}

/** JSON's null is a member that is not given. */
function given(entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

function checkList(value: unknown, item: ShapeText, shapes: ServiceShapes, textual: boolean): unknown[] {
  if (textual && value === '') return [];
  if (!Array.isArray(value)) throw refused(isObject(value) ? UNEXPECTED_STRUCTURE : UNEXPECTED_TYPE);
  return value.filter((each) => each !== null).map((each) => check(each, item, shapes, textual));
}

const NAMES: Readonly<Record<string, string>> = { s: 'String', n: 'Integer', b: 'Boolean', x: 'Blob' };
const TYPES: Readonly<Record<string, string>> = { s: 'string', n: 'number', b: 'boolean', x: 'string' };

function checkSimple(value: unknown, shape: ShapeText, textual: boolean): unknown {
  if (typeof value === TYPES[shape] || (shape === 'x' && value instanceof Uint8Array)) return value;
  if (typeof value === 'bigint' && shape === 'n') return value;
  if (textual && typeof value === 'string') return fromText(value, shape);
  if (Array.isArray(value)) throw refused(UNEXPECTED_LIST);
  if (typeof value === 'object') throw refused(UNEXPECTED_STRUCTURE);
  throw refused(`${tokenOf(value)} cannot be converted to ${NAMES[shape]}`);
}

function fromText(text: string, shape: ShapeText): unknown {
  if (shape === 'n' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (shape === 'b' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  throw refused(`STRING_VALUE cannot be converted to ${NAMES[shape]}`);
}

// The words of AWS's deserializer, which users of every JSON service meet.
const UNEXPECTED_LIST = 'Start of list found where not expected';
const UNEXPECTED_STRUCTURE = 'Start of structure or map found where not expected';
const UNEXPECTED_TYPE = 'Unexpected field type';

function tokenOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'string') return 'STRING_VALUE';
  return typeof value === 'bigint' || Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function refused(message: string): AwsError {
  return new AwsError('SerializationException', message);
}
