const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];

/** Whether the objects of a JSON text have more members than so many in all; reads it once, before it is parsed. */
export function hasMoreMembers(most: number, json: Uint8Array): boolean {
  let members = 0;
  let quoted = false;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index] as number;
    if (quoted && byte === BACKSLASH) index++;
    else if (byte === QUOTE) quoted = !quoted;
    else if (byte === COLON && !quoted && ++members > most) return true;
  }
  return false;
}
