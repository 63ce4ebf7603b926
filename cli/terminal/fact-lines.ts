import type { Layout } from './terminal';
import { plainLength } from './visible';
import { wrap } from './wrap';

/** One fact with its title; without a text it is left out. */
export type Fact = readonly [title: string, text: string | undefined];

/** A block of facts, titles in one column; long texts go on below themselves. */
export function factLines({ colours, columns }: Layout, facts: readonly Fact[], width = 10): string[] {
  const hanging = ' '.repeat(width + 4);
  return facts.flatMap(([title, text]) =>
    text
      ? wrap(
          `  ${colours.dim(title)}${' '.repeat(Math.max(0, width - plainLength(title)))}  ${text}`,
          columns,
          hanging,
        )
      : [],
  );
}
