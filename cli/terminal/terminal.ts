import { createColours, type Colours, visible } from './visible';
import type { GlobalOptions } from './global-options';
import { atSamePlace } from './printed-command';

/** Where a run writes to. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** The answer goes to stdout, everything said to a person beside it to stderr. A line stays one line, whatever it holds. */
export interface Terminal {
  readonly json: boolean;
  /** Colours for stdout; plain text when it is no terminal or `NO_COLOR` is set. */
  readonly colours: Colours;
  /** Says something to the person who watches, a line each. */
  say(...lines: readonly string[]): void;
  /** Names the commands to type next. */
  next(...commands: readonly string[]): void;
  /** Prints the answer: the document with `--json`, else the lines. */
  answer(lines: () => readonly string[], document: () => unknown): void;
  /** Says what went wrong: the document with `--json`, and the lines in any case. */
  fail(lines: readonly string[], document: unknown): void;
  /** Is somebody watching a terminal? */
  readonly isWatched: boolean;
}

/** The one place where text leaves for the terminal: whoever wrote it, it cannot move the cursor, hide or forge a line. */
export function createTerminal({ stdout, stderr }: Streams, options: Partial<GlobalOptions>): Terminal {
  const { json = false } = options;
  const write = (output: Output, lines: readonly string[]) => {
    for (const line of lines) output.write(`${visible(line)}\n`);
  };
  // JSON.stringify escapes line breaks in texts, so these are the ones between members.
  const writeDocument = (document: unknown) =>
    write(stdout, JSON.stringify(document, undefined, 2).split('\n'));
  const say = (...lines: readonly string[]) => write(stderr, lines);
  const { cyan } = createColours(isColourful(stderr));
  return {
    json,
    colours: createColours(!json && isColourful(stdout)),
    isWatched: Boolean(stderr.isTTY),
    say,
    next: (...commands) =>
      say(...commands.map((command) => `  ${cyan(atSamePlace(`npx registrar ${command}`, options))}`)),
    answer: (lines, document) => (json ? writeDocument(document()) : write(stdout, lines())),
    fail: (lines, document) => {
      if (json) writeDocument({ error: document });
      say(...lines);
    },
  };
}

/** https://no-color.org: any value that is not empty turns colour off. */
function isColourful({ isTTY }: Output): boolean {
  return Boolean(isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}
