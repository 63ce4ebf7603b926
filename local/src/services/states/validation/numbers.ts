import { schemaFault, type Diagnostic } from './diagnostic';

type Range = readonly [least: number, most: number];

/** Least and greatest values of number fields. */
const STATE: Readonly<Record<string, Range>> = {
  TimeoutSeconds: [1, 99_999_999],
  HeartbeatSeconds: [1, 99_999_999],
  Seconds: [0, 99_999_999],
  MaxConcurrency: [0, Infinity],
  ToleratedFailureCount: [0, Infinity],
  ToleratedFailurePercentage: [0, 100],
};

const RETRIER: Readonly<Record<string, Range>> = {
  IntervalSeconds: [1, 99_999_999],
  MaxAttempts: [0, 99_999_999],
  BackoffRate: [1, Infinity],
  MaxDelaySeconds: [1, 31_622_399],
};

const FRACTIONAL = ['ToleratedFailurePercentage', 'BackoffRate'];

/** The number fields of a state; an expression may stand for any of them. */
export function checkNumbers(
  state: Record<string, unknown>,
  location: string,
  isExpression: (value: unknown) => boolean,
): Diagnostic[] {
  return check(STATE, state, location, isExpression);
}

/** The number fields of a machine. */
export function checkMachineNumbers(machine: Record<string, unknown>): Diagnostic[] {
  return check({ TimeoutSeconds: STATE.TimeoutSeconds! }, machine, '', () => false);
}

/** The number fields of a retrier. */
export function checkRetrierNumbers(retrier: Record<string, unknown>, location: string): Diagnostic[] {
  return check(RETRIER, retrier, location, () => false);
}

function check(
  ranges: Readonly<Record<string, Range>>,
  holder: Record<string, unknown>,
  location: string,
  isExpression: (value: unknown) => boolean,
): Diagnostic[] {
  return Object.entries(ranges).flatMap(([field, range]) => {
    const value = holder[field];
    if (value === undefined || isExpression(value)) return [];
    const problem = problemOf(value, range, FRACTIONAL.includes(field));
    return problem === undefined ? [] : [schemaFault(problem, `${location}/${field}`)];
  });
}

function problemOf(value: unknown, [least, most]: Range, fractional: boolean): string | undefined {
  if (typeof value !== 'number') return 'Expected value of type [NUMBER]';
  if (!fractional && !Number.isInteger(value)) return 'Expected value of type Integer';
  if (value < least) return `Minimum value is ${least}`;
  return value > most ? `Maximum value is ${most}` : undefined;
}
