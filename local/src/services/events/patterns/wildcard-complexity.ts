import { PatternError } from './pattern-error';

/**
 * AWS bounds how many places in its wildcards one text may fit at the same time. It does not publish the bound: ours lies
 * between the examples that the user guide calls fine and too complex. ("Wildcard matching complexity")
 */
const MAX_PLACES = 9;

/** Enough sets of places for any wildcard that AWS takes. */
const MAX_STEPS = 5000;

/** Throws when the wildcards of a pattern's field are too complex together. */
export function checkWildcardComplexity(pattern: unknown): void {
  if (Array.isArray(pattern)) {
    const wildcards = pattern.flatMap(wildcardsOf);
    if (wildcards.length > 0 && placesAtOnce(wildcards) >= MAX_PLACES)
      throw new PatternError(
        'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
  }
  if (pattern !== null && typeof pattern === 'object')
    Object.values(pattern).forEach(checkWildcardComplexity);
}

function wildcardsOf(filter: {
  wildcard?: string;
  'anything-but'?: { wildcard?: string | string[] };
}): string[] {
  const negated = filter?.['anything-but']?.wildcard ?? [];
  return [...(typeof filter?.wildcard === 'string' ? [filter.wildcard] : []), ...[negated].flat()];
}

/** A place is a position in one of the wildcards; `*` holds its place and gives way to the next one as well. */
function placesAtOnce(wildcards: readonly string[]): number {
  const steps = wildcards.flatMap((wildcard) => [...split(wildcard), undefined]);
  const letters = new Set([...steps.filter((step) => step !== undefined && step !== '*'), '\0']);
  const starts = steps.flatMap((_, index) => (index === 0 || steps[index - 1] === undefined ? [index] : []));
  const queue = [spread(steps, starts)];
  const seen = new Set<string>();
  let most = 0;
  for (let places = queue.pop(); places && seen.size < MAX_STEPS; places = queue.pop())
    for (const letter of letters) {
      const fitting = places.filter((place) => steps[place] === '*' || steps[place] === letter);
      most = Math.max(most, fitting.length);
      const next = spread(
        steps,
        fitting.map((place) => (steps[place] === '*' ? place : place + 1)),
      );
      if (!seen.has(next.join())) queue.push(next);
      seen.add(next.join());
    }
  return seen.size < MAX_STEPS ? most : Infinity;
}

function spread(steps: readonly (string | undefined)[], places: readonly number[]): number[] {
  const skipped = places.filter((place) => steps[place] === '*').map((place) => place + 1);
  return [...new Set([...places, ...skipped])].sort((one, other) => one - other);
}

/** Characters of a wildcard; an escaped asterisk is told apart from one that stands for anything. */
function split(wildcard: string): string[] {
  return wildcard.match(/\\.|[^]/g) ?? [];
}
