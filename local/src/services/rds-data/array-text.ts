/** The elements of PostgreSQL's text of a one-dimensional array; undefined when it has more dimensions. */
export function arrayElements(text: string): (string | null)[] | undefined {
  const body = text.slice(text.indexOf('{') + 1, -1);
  if (/^\s*\{/.test(body)) return undefined;
  const elements: (string | null)[] = [];
  for (const [, quoted, plain] of body.matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)) {
    if (quoted !== undefined) elements.push(quoted.replaceAll(/\\(.)/gs, '$1'));
    else elements.push(plain === 'NULL' ? null : plain!);
  }
  return elements;
}
