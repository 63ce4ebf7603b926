import { createContext, Script } from 'node:vm';
import { BOUNDS, BoundsError, TIMED_OUT } from './bounds';

/** Subjects up to this length are matched directly: too short to keep even a bad pattern busy for long. */
const SHORT = 20;
/**
 * So are longer ones where backtracking takes so few steps at most: a pattern without a repeated group tries every place to
 * begin, and from there every length of each of its open repetitions. A guarded match costs a thread.
 */
const HARMLESS_STEPS = 8192 ** 2;
const exec = new Script('regex.exec(subject)');
const sandbox: { regex?: RegExp; subject?: string } = createContext({});

/**
 * The regular expression engine of JSONata: a pattern that backtracks without end is stopped after the time that an
 * evaluation has, since no hook runs inside a match.
 */
export class BoundedRegex {
  lastIndex = 0;
  private readonly regex: RegExp;
  private readonly directUpTo: number;

  constructor(pattern: RegExp) {
    this.regex = new RegExp(pattern);
    this.directUpTo = Math.max(SHORT, harmlessLength(pattern.source));
  }

  exec(subject: string): RegExpExecArray | null {
    this.regex.lastIndex = this.lastIndex;
    const match = subject.length > this.directUpTo ? this.execWithin(subject) : this.regex.exec(subject);
    this.lastIndex = this.regex.lastIndex;
    return match;
  }

  private execWithin(subject: string): RegExpExecArray | null {
    Object.assign(sandbox, { regex: this.regex, subject });
    try {
      return exec.runInContext(sandbox, { timeout: BOUNDS.milliseconds }) as RegExpExecArray | null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      throw new BoundsError(TIMED_OUT);
    } finally {
      sandbox.regex = sandbox.subject = undefined;
    }
  }
}

/** The longest subject that a pattern is harmless for. Escaped characters and the contents of classes are no repetitions. */
function harmlessLength(source: string): number {
  if (!/[*+{]/.test(source)) return Infinity;
  const bare = source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
  const open = bare.match(/[*+]|\{\d*,/g) ?? [];
  return /\)[*+{?]/.test(bare) ? 0 : Math.floor(HARMLESS_STEPS ** (1 / (open.length + 1)));
}
