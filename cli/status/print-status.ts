import { factLines } from '../terminal/fact-lines';
import type { Layout, Terminal } from '../terminal/terminal';
import type { Level, Reading } from './reading';

const SIGNS: Readonly<Record<Level, string>> = { green: '✔', yellow: '!', red: '✘', unknown: '?' };

/** Answers the verdict over all parts, a line for each, and what to type next. Returns the worst level. */
export function answerReadings(terminal: Terminal, readings: readonly Reading[]): Level {
  const level = worstOf(readings);
  terminal.answer(
    () => printStatus(readings, terminal),
    () => ({ level, parts: readings }),
  );
  const then = readings.flatMap((reading) => reading.then ?? []);
  if (then.length) terminal.run(...new Set(then));
  return level;
}

/** A line for each part, and the verdict over them. */
export function printStatus(readings: readonly Reading[], layout: Layout): string[] {
  const { colours } = layout;
  const paint = { green: colours.green, yellow: colours.yellow, red: colours.red, unknown: colours.dim };
  const width = Math.max(...readings.map(({ part }) => part.length)) + 2;
  return [
    colours.bold(verdictOf(readings)),
    ...readings.flatMap(({ part, level, says }) =>
      factLines(layout, [[`${paint[level](SIGNS[level])} ${part}`, says]], width),
    ),
  ];
}

/** The worst of all: what an operator, and a script by the exit code, wants to know first. */
export function worstOf(readings: readonly Reading[]): Level {
  const levels = readings.map(({ level }) => level);
  return (['red', 'yellow', 'unknown'] as const).find((level) => levels.includes(level)) ?? 'green';
}

function verdictOf(readings: readonly Reading[]): string {
  const parts = (level: Level) =>
    [...new Set(readings.filter((reading) => reading.level === level).map(({ part }) => part))].join(', ');
  switch (worstOf(readings)) {
    case 'red':
      return `RED: ${parts('red')}`;
    case 'yellow':
      return `Nothing is broken, but look at: ${parts('yellow')}`;
    case 'unknown':
      return `Well, as far as it could be asked; not known: ${parts('unknown')}`;
    case 'green':
      return 'All is well.';
  }
}
