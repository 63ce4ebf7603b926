/** Why a pattern is no pattern, in the words of AWS's rule compiler. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
