/** As JSON where it is; the log cuts what is too long for it. */
export function readData(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return { cut_off: text };
  }
}
