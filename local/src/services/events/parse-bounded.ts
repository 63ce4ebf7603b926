import { exceededBound } from '../../http/json-bounds';

/** As deep as the JSON reader of AWS goes. */
const DEEPEST = 1000;

/** What a JSON text says; undefined when it is none, or too deep. */
export function parseBounded(text: string): unknown {
  try {
    return exceededBound(Buffer.from(text), { depth: DEEPEST }) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
