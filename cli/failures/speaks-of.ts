/**
 * Does a text, such as a state document or an execution's input, speak of this user? By an e-mail address in any case, or by a `sub`, a
 * user id or a beginning of one. The address is looked for as a whole: that of Ada is not that of Xada.
 */
export function speaksOf(text: string, user: string): boolean {
  return names(text, user, user.includes('@'));
}

/** The same of a whole id: a beginning of one is not enough, where what speaks of somebody is erased. */
export function speaksOfWhole(text: string, user: string): boolean {
  return names(text, user, true);
}

function names(text: string, user: string, isWhole: boolean): boolean {
  const wanted = user.trim().toLowerCase();
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const before = lower[at - 1] ?? '';
    const after = lower[at + wanted.length] ?? '';
    if (!PART_OF_A_WORD.test(before) && !(isWhole && PART_OF_A_WORD.test(after))) return true;
  }
  return false;
}

const PART_OF_A_WORD = /[\p{L}\p{N}.+_-]/u;
