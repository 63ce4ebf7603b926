/** The SQLSTATE of an error: a driver's `code`, or what the Data API appends to the message; that of its cause otherwise. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return /SQLState: ([0-9A-Z]{5})/.exec(error.message)?.[1] ?? sqlState(error.cause);
}
