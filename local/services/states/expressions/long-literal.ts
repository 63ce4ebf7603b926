/**
 * JSONata puts an array together by copying it for each of its elements, without a look at the clock: a literal of 200,000
 * numbers holds this process up for seconds. Nobody writes so many by hand.
 */
const MOST_ELEMENTS = 10_000;

/** Throws when a list in a parsed expression, such as a literal array, has too many elements. */
export function refuseLongLiterals(ast: unknown): void {
  const waiting = new Set([ast]);
  // A set gives what is added to it meanwhile, and each node once.
  for (const node of waiting) {
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node) && node.length > MOST_ELEMENTS)
      throw new Error(`a list of ${node.length} elements is not supported; ${MOST_ELEMENTS} are`);
    for (const member of Object.values(node)) waiting.add(member);
  }
}
