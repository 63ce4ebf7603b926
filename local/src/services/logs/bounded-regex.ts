import { createContext, Script } from 'node:vm';
import { invalidParameter } from './log-errors';

const script = new Script('regex.exec(subject)');
const sandbox: { regex?: RegExp; subject?: string } = createContext({});

/** So many milliseconds may the slow matches of one expression take together. */
const BUDGET = 1000;
/** So many steps are quick whatever the expression. */
const QUICK = 10_000_000;

/** A regular expression of a client: one that backtracks without end is stopped and refused from then on. */
export class BoundedRegex {
  private spent = 0;
  private readonly degree: number;

  constructor(private readonly regex: RegExp) {
    const repeats = regex.source.match(/(?<!\\)[*+{]/g)?.length ?? 0;
    this.degree = /\)[*+{]/.test(regex.source) ? Infinity : repeats + 1;
  }

  exec(subject: string): RegExpExecArray | null {
    if (this.degree === 1 || subject.length ** this.degree < QUICK) return this.regex.exec(subject);
    if (this.spent >= BUDGET) throw this.tooSlow();
    const start = performance.now();
    try {
      return execWithin(BUDGET, this.regex, subject) ?? null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      throw this.tooSlow();
    } finally {
      const took = performance.now() - start;
      // A quick one costs hardly more than the watch over it.
      if (took > 2) this.spent += took;
    }
  }

  private tooSlow() {
    return invalidParameter(`The regular expression ${String(this.regex)} takes too long.`);
  }
}

function execWithin(timeout: number, regex: RegExp, subject: string): RegExpExecArray | null {
  Object.assign(sandbox, { regex, subject });
  try {
    return script.runInContext(sandbox, { timeout }) as RegExpExecArray | null;
  } finally {
    sandbox.regex = sandbox.subject = undefined;
  }
}
