import type { Figure } from './measure';

/** Figures beside those of an earlier run: each with its ratio, where both have it. */
export function compare(figures: readonly Figure[], earlier: readonly Figure[]): string[] {
  const before = new Map(earlier.map(({ name, value }) => [name, value]));
  return figures.map(({ name, value, unit }) => {
    const was = before.get(name);
    const ratio = was ? `was ${was}, ${(value / was).toFixed(2)} of it` : 'new';
    return `${name.padEnd(56)} ${String(value).padStart(10)} ${unit.padEnd(16)} ${ratio}`;
  });
}
