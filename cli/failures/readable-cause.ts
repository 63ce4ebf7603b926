/** A Lambda function's error is a JSON document with a stack, perhaps cut off; a person wants its message. */
export function readableCause(cause: string): string {
  const message = /^\{.*?"errorMessage":"((?:[^"\\]|\\.)*)"/s.exec(cause)?.[1];
  return message === undefined ? cause : (JSON.parse(`"${message}"`) as string);
}
