import { createContext, Script } from 'node:vm';
import { BOUNDS, BoundsError } from './bounds';

/** Subjects up to this length are matched directly: too short to keep even a bad pattern busy for long. */
const SHORT = 20;
const exec = new Script('regex.exec(subject)');
const sandbox: { regex?: RegExp; subject?: string } = createContext({});

/**
 * The regular expression engine of JSONata: a pattern that backtracks without end is stopped after the time that an
 * evaluation has, since no hook runs inside a match.
 */
export class BoundedRegex {
  lastIndex = 0;
  private readonly regex: RegExp;
  private readonly mayBacktrack: boolean;

  constructor(pattern: RegExp) {
    this.regex = new RegExp(pattern);
    this.mayBacktrack = /[*+{]/.test(pattern.source);
  }

  exec(subject: string): RegExpExecArray | null {
    this.regex.lastIndex = this.lastIndex;
    const match =
      this.mayBacktrack && subject.length > SHORT
        ? execWithin(this.regex, subject)
        : this.regex.exec(subject);
    this.lastIndex = this.regex.lastIndex;
    return match;
  }
}

function execWithin(regex: RegExp, subject: string): RegExpExecArray | null {
  Object.assign(sandbox, { regex, subject });
  try {
    return exec.runInContext(sandbox, { timeout: BOUNDS.milliseconds }) as RegExpExecArray | null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new BoundsError('Expression evaluation timeout: Check for infinite loop');
  } finally {
    sandbox.regex = sandbox.subject = undefined;
  }
}
