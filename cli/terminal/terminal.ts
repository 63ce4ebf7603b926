import { createColours, type Colours, visible } from './visible';
import type { GlobalOptions } from './global-options';
import { atSamePlace } from './printed-command';
import { wrap } from './wrap';

/** Where a run writes to. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Characters in a line of a terminal. */
  readonly columns?: number;
}

/** How an answer is laid out. */
export interface Layout {
  /** Colours for stdout; plain text when it is no terminal or `NO_COLOR` is set. */
  readonly colours: Colours;
  /** Characters in a line: the terminal's, or those of `COLUMNS`; without either, and with `--wide`, there is no end. */
  readonly columns: number;
  /** Whole ids and times, as `--wide` asks for. */
  readonly wide: boolean;
}

/** The answer goes to stdout, everything said to a person beside it to stderr. A line stays one line, whatever it holds. */
export interface Terminal extends Layout {
  readonly json: boolean;
  /** Says something to the person who watches, a line each. */
  say(...lines: readonly string[]): void;
  /** Names the commands to type next. */
  next(...commands: readonly string[]): void;
  /** The same, for commands of other programs too: whole, as they are typed. */
  run(...commands: readonly string[]): void;
  /** Prints the answer: the document with `--json`, else the lines. */
  answer(lines: () => readonly string[], document: () => unknown): void;
  /** Says what went wrong: the document with `--json`, and the lines in any case. */
  fail(lines: readonly string[], document: unknown): void;
  /** Sends what is said through this, such as above a bar that is painted meanwhile, until the answer is called. */
  sayAbove(write: (text: string) => void): () => void;
  /** Is somebody watching a terminal? */
  readonly isWatched: boolean;
}

/** The one place where text leaves for the terminal: whoever wrote it, it cannot move the cursor, hide or forge a line. */
export function createTerminal({ stdout, stderr }: Streams, options: Partial<GlobalOptions>): Terminal {
  const { json = false, wide = false } = options;
  let above: ((text: string) => void) | undefined;
  const write = (output: Output, lines: readonly string[]) => {
    const put = (output === stderr ? above : undefined) ?? ((text: string) => output.write(text));
    for (const line of lines) put(`${visible(line)}\n`);
  };
  // JSON.stringify escapes line breaks in texts, so these are the ones between members.
  const writeDocument = (document: unknown) =>
    write(stdout, JSON.stringify(document, undefined, 2).split('\n'));
  const width = (output: Output) => (wide ? Infinity : columnsOf(output));
  const say = (...lines: readonly string[]) =>
    write(
      stderr,
      lines.flatMap((line) => wrapProse(line, width(stderr))),
    );
  const { cyan } = createColours(isColourful(stderr));
  const run = (...commands: readonly string[]) =>
    write(
      stderr,
      commands.map((command) => `  ${cyan(atSamePlace(command, options))}`),
    );
  return {
    json,
    wide,
    columns: width(stdout),
    colours: createColours(!json && isColourful(stdout)),
    isWatched: Boolean(stderr.isTTY),
    sayAbove: (put) => {
      above = put;
      return () => (above = undefined);
    },
    say,
    next: (...commands) => run(...commands.map((command) => `npx registrar ${command}`)),
    run,
    answer: (lines, document) =>
      json
        ? writeDocument(document())
        : write(
            stdout,
            lines().map((line) => atSamePlace(line, options)),
          ),
    fail: (lines, document) => {
      if (json) writeDocument({ error: document });
      say(...lines);
    },
  };
}

/** Characters in a line of this output; where nobody watches and nothing is said, as many as there are. */
export function columnsOf({ isTTY, columns }: Output): number {
  return (isTTY ? columns : undefined) ?? (Number(process.env.COLUMNS) || Infinity);
}

/** Sentences are broken between words; a command in them gets a line of its own, unbroken, so that it can be copied. */
function wrapProse(line: string, columns: number): string[] {
  const [, prose = line, command] = /^(.*?[^ ]) (npx registrar .*)$/.exec(line) ?? [];
  if (line.length <= columns) return [line];
  return [...wrap(prose, columns, '  '), ...(command ? [`  ${command}`] : [])];
}

/** https://no-color.org: any value that is not empty turns colour off. */
function isColourful({ isTTY }: Output): boolean {
  return Boolean(isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}
