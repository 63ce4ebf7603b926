import { createContext, Script } from 'node:vm';
import { BOUNDS, BoundsError } from './bounds';

/** Subjects up to this length are matched directly: too short to keep even a bad pattern busy for long. */
const SHORT = 20;
/**
 * So are subjects up to this length by a harmless pattern: without a repeated group, and with so few open repetitions,
 * backtracking takes at most the square of the length. A guarded match costs a thread.
 */
const HARMLESS_SUBJECT = 8192;
const HARMLESS_REPETITIONS = 2;
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
  private readonly directUpTo: number;

  constructor(pattern: RegExp) {
    this.regex = new RegExp(pattern);
    this.mayBacktrack = /[*+{]/.test(pattern.source);
    this.directUpTo = isHarmless(pattern.source) ? HARMLESS_SUBJECT : SHORT;
  }

  exec(subject: string): RegExpExecArray | null {
    this.regex.lastIndex = this.lastIndex;
    const match =
      this.mayBacktrack && subject.length > this.directUpTo
        ? execWithin(this.regex, subject)
        : this.regex.exec(subject);
    this.lastIndex = this.regex.lastIndex;
    return match;
  }
}

/** Escaped characters and the contents of classes are no repetitions. */
function isHarmless(source: string): boolean {
  const bare = source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
  const open = bare.match(/[*+]|\{\d*,\}/g) ?? [];
  return !/\)[*+{?]/.test(bare) && open.length <= HARMLESS_REPETITIONS;
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
