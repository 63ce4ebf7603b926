import { createContext, Script } from 'node:vm';
import { BOUNDS, BoundsError, TIMED_OUT } from './bounds';

/** Subjects up to this length are matched directly: too short to keep even a bad pattern busy for long. */
const SHORT = 20;
/**
 * So are longer ones where backtracking takes so few steps at most: a pattern without a repeated group tries every place to
 * begin, and from there every length of each of its open repetitions, which is no longer than the longest run in the subject of
 * what it repeats. A guarded match costs a thread.
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
  private readonly steps: (subject: string) => number;
  /** A search for all matches asks of one subject again and again. */
  private known = { subject: '', isHarmless: true };

  constructor(pattern: RegExp) {
    this.regex = new RegExp(pattern);
    this.steps = stepsOf(pattern);
  }

  exec(subject: string): RegExpExecArray | null {
    this.regex.lastIndex = this.lastIndex;
    const match = this.isHarmless(subject) ? this.regex.exec(subject) : this.execWithin(subject);
    this.lastIndex = this.regex.lastIndex;
    return match;
  }

  private isHarmless(subject: string): boolean {
    if (subject.length <= SHORT) return true;
    if (subject !== this.known.subject)
      this.known = { subject, isHarmless: this.steps(subject) <= HARMLESS_STEPS };
    return this.known.isHarmless;
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

/** An open repetition: a character, an escape or a class, and how often. */
const REPEATED = /(\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|.)|\[(?:\\.|[^\]\\])*\]|[^\\[\](){}|*+?])(?:[*+]|\{\d*,)/gi;

/** The most steps that a pattern can take for a subject; Infinity for one that repeats a group or looks back at one. */
function stepsOf({ source, flags }: RegExp): (subject: string) => number {
  const bare = source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
  if (/\)[*+{?]/.test(bare) || /\\[1-9k]/.test(source)) return () => Infinity;
  const runs = [...source.matchAll(REPEATED)].map(
    ([, atom]) => new RegExp(`(?:${atom})+`, flags.replace(/[gy]/g, '') + 'g'),
  );
  return (subject) => runs.reduce((steps, run) => steps * longest(subject, run), subject.length);
}

function longest(subject: string, run: RegExp): number {
  return (subject.match(run) ?? []).reduce((most, { length }) => Math.max(most, length), 1);
}
