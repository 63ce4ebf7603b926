import type { GlobalOptions } from './global-options';

const PROGRAM = 'npx registrar';

/** The text as one word of a shell. */
export function shellWord(text: string): string {
  return /^[\w@.=:/+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A command line of this program, safe to paste: the argument is one word, and one that begins with a dash stands behind `--`, where
 * nothing is an option. The options are printed as they are given.
 */
export function commandLine(verb: string, argument: string, ...options: readonly string[]): string {
  const words = argument.startsWith('-')
    ? [...options, '--', shellWord(argument)]
    : [shellWord(argument), ...options];
  return [verb, ...words].join(' ');
}

/** The same within a sentence. */
export function fullCommand(verb: string, argument: string, ...options: readonly string[]): string {
  return `${PROGRAM} ${commandLine(verb, argument, ...options)}`;
}

/**
 * Makes every command in a text go to the stack, region and profile that this command line named; and to the endpoint, however it
 * was named: pasted into another terminal it must not go to a real account.
 */
export function atSamePlace(text: string, options: Partial<GlobalOptions>, env = process.env): string {
  const { stack, region, profile } = options;
  const given = {
    stack: stack === (env.REGISTRAR_STACK ?? 'UserRegistration') ? undefined : stack,
    region,
    profile,
    endpoint: env.AWS_ENDPOINT_URL,
  };
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${shellWord(value)}`],
  );
  return text.replaceAll(PROGRAM, () => [PROGRAM, ...words].join(' '));
}
