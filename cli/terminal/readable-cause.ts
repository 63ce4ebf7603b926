/** A Lambda function's error is a JSON document with a stack, perhaps cut off; a person wants its message. */
export function readableCause(cause: string): string {
  const message = /^\{.*?"errorMessage":"((?:[^"\\]|\\.)*)"/s.exec(cause)?.[1];
  if (message === undefined) return cause;
  try {
    return JSON.parse(`"${message}"`) as string;
  } catch {
    // Masking may have cut an escape in two.
    return cause;
  }
}
