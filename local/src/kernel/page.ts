/** A page of a list, and the token of the next one: the place where that begins, in Base64. `invalid` refuses another token. */
export function page<Thing>(
  things: readonly Thing[],
  size: number,
  token: string | undefined,
  invalid: () => Error,
) {
  const from = token ? Number(Buffer.from(token, 'base64').toString()) : 0;
  if (token && !(Number.isInteger(from) && from > 0)) throw invalid();
  const next = from + size;
  return {
    items: things.slice(from, next),
    ...(next < things.length && { NextToken: Buffer.from(String(next)).toString('base64') }),
  };
}
