const [QUOTE, BACKSLASH, COLON, BRACKET, BRACE] = [0x22, 0x5c, 0x3a, 0x5b, 0x7b];
/** From an opening bracket or brace to its closing one. */
const CLOSING = 2;

/** What a JSON text may have at most. */
export interface JsonBounds {
  /** Brackets and braces inside each other. */
  readonly depth?: number;
  /** Members of all its objects together. */
  readonly members?: number;
}

/** The bound that a JSON text exceeds, if any; reads it once, before it is parsed. */
export function exceededBound(
  json: Uint8Array,
  { depth: deepest = Infinity, members: most = Infinity }: JsonBounds,
): keyof JsonBounds | undefined {
  if (json.length <= Math.min(deepest, most)) return undefined;
  let depth = 0;
  let members = 0;
  let quoted = false;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index] as number;
    if (quoted && byte === BACKSLASH) index++;
    else if (byte === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (byte === BRACKET || byte === BRACE) depth++;
    else if (byte === BRACKET + CLOSING || byte === BRACE + CLOSING) depth--;
    else if (byte === COLON) members++;
    if (depth > deepest) return 'depth';
    if (members > most) return 'members';
  }
  return undefined;
}
