const [QUOTE, BACKSLASH, BRACKET, BRACE] = [0x22, 0x5c, 0x5b, 0x7b];
/** From an opening bracket or brace to its closing one. */
const CLOSING = 2;

/** Whether a JSON text opens more brackets inside each other than so many; reads it once, before it is parsed. */
export function isDeeperThan(deepest: number, json: Uint8Array): boolean {
  if (json.length <= deepest) return false;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index] as number;
    if (quoted && byte === BACKSLASH) index++;
    else if (byte === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (byte === BRACKET || byte === BRACE) depth++;
    else if (byte === BRACKET + CLOSING || byte === BRACE + CLOSING) depth--;
    if (depth > deepest) return true;
  }
  return false;
}
