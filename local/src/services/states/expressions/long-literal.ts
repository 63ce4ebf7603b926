/**
 * JSONata puts an array together by copying it for each of its elements, without a look at the clock: a literal of 200,000
 * numbers holds this process up for seconds, and so do many shorter ones. Nobody writes so many by hand.
 */
const MOST_ELEMENTS = 10_000;

/** Throws when the lists in a parsed expression, such as literal arrays, have too many elements in all. */
export function refuseLongLiterals(ast: unknown): void {
  let elements = 0;
  const waiting = new Set([ast]);
  // A set gives what is added to it meanwhile, and each node once.
  for (const node of waiting) {
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) elements += node.length;
    if (elements > MOST_ELEMENTS)
      throw new Error(`lists of more than ${MOST_ELEMENTS} elements in all are not supported`);
    for (const member of Object.values(node)) waiting.add(member);
  }
}
