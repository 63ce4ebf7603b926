import { createContext, Script } from 'node:vm';

/** Subjects up to this length are matched directly: too short to keep even a bad pattern busy for long. */
const SHORT = 20;
/**
 * So are longer ones where backtracking takes so few steps at most: a pattern without a repeated group tries every place to
 * begin, and from there every length of each of its open repetitions. A guarded match costs a thread.
 */
const HARMLESS_STEPS = 8192 ** 2;
const exec = new Script('regex.exec(subject)');
const sandbox: { regex?: RegExp; subject?: string } = createContext({});

/** How long a regular expression may take, and what is thrown after that. */
export interface RegexBounds {
  readonly milliseconds: number;
  /** Whether all slow matches of one expression have that together; else each has it. */
  readonly together?: boolean;
  readonly tooSlow: (pattern: RegExp) => Error;
}

/** A client's regular expression: one that backtracks without end is stopped, since no hook runs inside a match. */
export class BoundedRegex {
  lastIndex = 0;
  private readonly regex: RegExp;
  private readonly directUpTo: number;
  private spent = 0;

  constructor(
    pattern: RegExp,
    private readonly bounds: RegexBounds,
  ) {
    this.regex = new RegExp(pattern);
    this.directUpTo = Math.max(SHORT, harmlessLength(pattern.source));
  }

  exec(subject: string): RegExpExecArray | null {
    const { milliseconds, together, tooSlow } = this.bounds;
    if (this.spent >= milliseconds) throw tooSlow(this.regex);
    const start = together ? performance.now() : 0;
    this.regex.lastIndex = this.lastIndex;
    const match = subject.length > this.directUpTo ? this.execWithin(subject) : this.regex.exec(subject);
    this.lastIndex = this.regex.lastIndex;
    const took = together ? performance.now() - start : 0;
    // A quick one costs hardly more than the watch over it.
    if (took > 2) this.spent += took;
    return match;
  }

  private execWithin(subject: string): RegExpExecArray | null {
    const { milliseconds, together, tooSlow } = this.bounds;
    Object.assign(sandbox, { regex: this.regex, subject });
    try {
      return exec.runInContext(sandbox, { timeout: milliseconds }) as RegExpExecArray | null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      if (together) this.spent = milliseconds;
      throw tooSlow(this.regex);
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
