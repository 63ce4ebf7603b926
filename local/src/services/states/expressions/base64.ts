/** A fault of the evaluator itself; AWS tells no more than a number to ask support about. */
export class InternalFault extends Error {}

/** JSONata's own `$base64decode`, which would skip what is no Base64; AWS fails with an internal error (measured). */
export function base64decode(text?: string): string | undefined {
  if (text === undefined) return undefined;
  const [, characters = '', padding = ''] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text) ?? [];
  const complete = padding === '' || text.length % 4 === 0;
  if (characters + padding !== text || characters.length % 4 === 1 || !complete) throw new InternalFault();
  return Buffer.from(text, 'base64').toString('binary');
}
