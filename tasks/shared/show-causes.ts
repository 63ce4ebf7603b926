/** Longest message that is made, in characters. */
const LONGEST = 1_000;

/**
 * Does something; an error of it says its causes in its message. Lambda reports name and message alone, and some libraries
 * keep what really happened in `cause`. For calls whose errors hold no personal data.
 */
export async function showingCauses<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error)
      error.message = [error.message, ...causesOf(error)].join(': ').slice(0, LONGEST);
    throw error;
  }
}

function causesOf({ cause }: Error): string[] {
  if (!(cause instanceof Error)) return [];
  // A connection that failed on every address has a code, and no message.
  const { code } = cause as { code?: unknown };
  const what = cause.message || (typeof code === 'string' ? code : '');
  return [`${cause.name} ${what}`.trim(), ...causesOf(cause)];
}
