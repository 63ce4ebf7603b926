import type { Operation } from './service';

/** Says what a given value must be and is not: `have length less than or equal to 512`. */
export type Constraint = (value: unknown) => readonly string[];

/** Constraints by operation and member; members as the service's JSON has them. */
export type Constraints = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;

/** A number within bounds. */
export function range(least: number, most: number): Constraint {
  return (value) => bounds(Number(value), 'have value', least, most);
}

/** A text or list of a length within bounds; a text may have to match a pattern, which AWS's message shows. */
export function length(least: number, most: number, pattern?: string): Constraint {
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`);
  return (value) => [
    ...(whole && !whole.test(String(value)) ? [`satisfy regular expression pattern: ${pattern}`] : []),
    ...bounds((value as string | unknown[]).length, 'have length', least, most),
  ];
}

/** One of some words. */
export function oneOf(...words: string[]): Constraint {
  return (value) => (words.includes(String(value)) ? [] : [`satisfy enum value set: [${words.join(', ')}]`]);
}

/** The operations, each refusing first what is outside its constraints, all faults in one message as AWS has it. */
export function constrained(
  operations: Record<string, Operation>,
  constraints: Constraints,
  refuse: (message: string) => Error,
): Record<string, Operation> {
  const checked = Object.entries(operations).map(([name, run]): [string, Operation] => {
    const members = constraints[name];
    if (!members) return [name, run];
    return [name, (input, call) => (check(input, members, refuse), run(input, call))];
  });
  return Object.fromEntries(checked);
}

function check(input: object, members: Constraints[string], refuse: (message: string) => Error): void {
  const faults = Object.entries(members).flatMap(([member, constraint]) => {
    const value = (input as Record<string, unknown>)[member];
    if (value === undefined) return [];
    const at = member[0]!.toLowerCase() + member.slice(1);
    return constraint(value).map(
      (must) => `Value '${shown(value)}' at '${at}' failed to satisfy constraint: Member must ${must}`,
    );
  });
  if (faults.length > 0)
    throw refuse(
      `${faults.length} validation error${faults.length > 1 ? 's' : ''} detected: ${faults.join('; ')}`,
    );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bounds(size: number, what: string, least: number, most: number): string[] {
  if (size < least) return [`${what} greater than or equal to ${least}`];
  return size > most ? [`${what} less than or equal to ${most}`] : [];
}
