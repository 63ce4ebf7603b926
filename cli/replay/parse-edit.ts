import { readFileSync } from 'node:fs';
import { UserError } from '../terminal/user-error';

/** What an operator wants changed: a member's new value, or its removal. */
export interface WantedEdit {
  readonly path: readonly string[];
  readonly value?: unknown;
  readonly remove: boolean;
}

/** Reads `path=value`. The value is JSON where it can be read as such, else text. */
export function parseSet(given: string): WantedEdit {
  const at = given.indexOf('=');
  if (at < 1)
    throw new UserError({
      where: '--set',
      what: 'is not path=value',
      given,
      fix: 'Write --set user.phone=null, for example.',
    });
  return {
    path: parsePath('--set', given.slice(0, at)),
    value: parseValue(given.slice(at + 1)),
    remove: false,
  };
}

/** Reads a whole message: a text, or `@file`. */
export function parseBody(given: string): WantedEdit {
  return { path: ['body'], value: given.startsWith('@') ? readText(given) : given, remove: false };
}

function readText(given: string): string {
  try {
    return readFileSync(given.slice(1), 'utf8').trimEnd();
  } catch (error) {
    const what = `cannot be read: ${(error as Error).message}`;
    throw new UserError({ where: '--body', what, given, fix: 'Name a file that holds the whole message.' });
  }
}

/** Reads the path of a member to remove. */
export function parseUnset(given: string): WantedEdit {
  return { path: parsePath('--unset', given), remove: true };
}

function parsePath(option: string, given: string): string[] {
  const path = given.split('.');
  if (!path.includes('')) return path;
  throw new UserError({
    where: option,
    what: 'is no path',
    given,
    fix: 'Separate members by single dots.',
  });
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
