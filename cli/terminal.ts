import { createColors } from 'picocolors';
import { atSamePlace } from './same-place';
import type { GlobalOptions } from './session';

/** Where a run writes to. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export type Colours = ReturnType<typeof createColors>;

/** The answer goes to stdout, everything said to a person beside it to stderr. */
export interface Terminal {
  readonly json: boolean;
  /** Colours for stdout; plain text when it is no terminal or `NO_COLOR` is set. */
  readonly colours: Colours;
  /** Says something to the person who watches. */
  say(line: string): void;
  /** Names the command to type next. */
  next(...commands: readonly string[]): void;
  /** Prints the answer: the document with `--json`, else the text. */
  answer(text: () => string, document: () => unknown): void;
  readonly stderr: Output;
}

export function createTerminal({ stdout, stderr }: Streams, options: GlobalOptions): Terminal {
  const { json = false } = options;
  const say = (line: string) => void stderr.write(`${line}\n`);
  const faint = createColors(isColourful(stderr)).cyan;
  return {
    json,
    colours: createColors(!json && isColourful(stdout)),
    stderr,
    say,
    next: (...commands) => {
      for (const command of commands) say(`  ${faint(atSamePlace(`npx registrar ${command}`, options))}`);
    },
    answer: (text, document) =>
      void stdout.write(`${json ? JSON.stringify(document(), undefined, 2) : text()}\n`),
  };
}

/** https://no-color.org: any value that is not empty turns colour off. */
function isColourful({ isTTY }: Output): boolean {
  return Boolean(isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}
