import { MultiBar, Presets } from 'cli-progress';
import type { Terminal } from './terminal';

/** Shows how far long work is: a bar on a terminal, a line for each tenth elsewhere. */
export interface Progress {
  advance(by?: number): void;
  end(): void;
}

export function startProgress(terminal: Terminal, total: number, what: string): Progress {
  return terminal.isWatched ? bar(terminal, total, what) : lines(terminal, total, what);
}

/** What is said meanwhile stands above the bar, which moves down. */
function bar(terminal: Terminal, total: number, what: string): Progress {
  const bars = new MultiBar(
    {
      format: `${what} {bar} {value}/{total}, {eta_formatted} left`,
      barsize: 20,
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  const single = bars.create(total, 0);
  const release = terminal.sayAbove((text) => bars.log(text));
  return {
    advance: (by = 1) => single.increment(by),
    end: () => {
      bars.stop();
      release();
    },
  };
}

function lines(terminal: Terminal, total: number, what: string): Progress {
  const step = Math.max(1, Math.ceil(total / 10));
  let done = 0;
  return {
    advance: (by = 1) => {
      const tenths = Math.floor(done / step);
      done += by;
      if (by > 0 && (Math.floor(done / step) > tenths || done === total))
        terminal.say(`${what} ${done}/${total}`);
    },
    end: () => undefined,
  };
}
