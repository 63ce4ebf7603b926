import type { GlobalOptions } from './session';
import { shellWord } from './shell-word';

const PROGRAM = 'npx registrar';

/** Makes every command in a text go to the stack, region and profile that this command line named. */
export function atSamePlace(text: string, options: Partial<GlobalOptions>, env = process.env): string {
  const { stack, region, profile } = options;
  const given = {
    stack: stack === (env.REGISTRAR_STACK ?? 'UserRegistration') ? undefined : stack,
    region,
    profile,
  };
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${shellWord(value)}`],
  );
  return text.replaceAll(PROGRAM, () => [PROGRAM, ...words].join(' '));
}
