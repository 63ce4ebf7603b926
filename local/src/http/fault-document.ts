import { AwsError } from '../kernel/aws-error';
import type { Fault } from '../kernel/faults';

type Check = readonly [fits: (value: unknown) => boolean, wanted: string];

const TEXT: Check = [(value) => typeof value === 'string' && value !== '', 'a text'];
const TEXTS: Check = [
  (value) => TEXT[0](value) || (Array.isArray(value) && value.length > 0 && value.every(TEXT[0])),
  'a text or texts',
];
const FLAG: Check = [(value) => typeof value === 'boolean', 'true or false'];
const MAP: Check = [isMap, 'an object'];
const COUNT: Check = [(value) => Number.isInteger(value) && Number(value) > 0, 'a whole number above 0'];
const SIZE: Check = [(value) => Number.isInteger(value) && Number(value) >= 0, 'a whole number, 0 or more'];
const DELAY: Check = [(value) => typeof value === 'number' && value >= 0, 'milliseconds, 0 or more'];
const RATE: Check = [(value) => typeof value === 'number' && value > 0 && value <= 1, 'above 0, at most 1'];
const STATUS: Check = [
  (value) => Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599,
  'an HTTP status from 400 to 599',
];

const MEMBERS: Readonly<Record<keyof Fault, Check>> = {
  service: TEXT,
  operation: TEXT,
  caller: TEXT,
  input: TEXTS,
  error: MAP,
  response: MAP,
  delay: DELAY,
  afterEffect: FLAG,
  crash: DELAY,
  duplicate: FLAG,
  pageSize: SIZE,
  stale: DELAY,
  times: COUNT,
  lasts: DELAY,
  rate: RATE,
};

const EFFECTS = ['error', 'response', 'delay', 'duplicate', 'crash', 'pageSize', 'stale'];

/** Reads a fault from a JSON document. Refuses it with everything that is wrong with it. */
export function readFault(document: unknown): Fault {
  if (!isMap(document)) throw invalid(['the body must be a JSON object']);
  const problems = [
    ...faultsOf(document, MEMBERS, ''),
    ...(isMap(document.error)
      ? faultsOf(document.error, { code: TEXT, message: TEXT, status: STATUS }, 'error.')
      : []),
  ];
  if (document.service === undefined) problems.push('service is missing');
  if (isMap(document.error) && document.error.code === undefined) problems.push('error.code is missing');
  if (document.afterEffect === true && !has(document, ['error', 'response', 'delay']))
    problems.push('afterEffect needs an error, a response or a delay');
  if (!has(document, EFFECTS))
    problems.push(`it has no effect: give ${EFFECTS.slice(0, -1).join(', ')} or ${EFFECTS.at(-1)}`);
  if (problems.length > 0) throw invalid(problems);
  return document as unknown as Fault;
}

function has(document: Record<string, unknown>, members: readonly string[]): boolean {
  return members.some((member) => document[member] !== undefined);
}

function faultsOf(
  document: Record<string, unknown>,
  checks: Readonly<Record<string, Check>>,
  at: string,
): string[] {
  return Object.entries(document).flatMap(([name, value]) => {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) return [`${at}${name} is unknown (known: ${Object.keys(checks).join(', ')})`];
    return check[0](value) ? [] : [`${at}${name} must be ${check[1]}, not ${JSON.stringify(value)}`];
  });
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(problems: string[]): AwsError {
  return new AwsError('ValidationException', `The fault cannot be set: ${problems.join('; ')}.`);
}
