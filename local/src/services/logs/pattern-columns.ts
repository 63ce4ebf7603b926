import { parseCondition, type Condition } from './pattern-condition';
import type { MessagePredicate } from './pattern-text';

interface Column {
  readonly name: string;
  readonly condition?: Condition;
}

/** `[ip, user, ..., status = 4*, bytes > 100]`: names and conditions for the words of a message; `...` stands for any number. */
export function columnsPattern(text: string): MessagePredicate {
  const columns = text.split(',').map(toColumn);
  const gap = columns.findIndex(({ name }) => name === '...');
  return (message) => {
    const words = wordsOf(message);
    if (gap < 0) return words.length === columns.length && fit(columns, words);
    const behind = columns.length - gap - 1;
    if (words.length < columns.length - 1) return false;
    const tail = words.slice(words.length - behind);
    return fit(columns.slice(0, gap), words) && fit(columns.slice(gap + 1), behind > 0 ? tail : []);
  };
}

function toColumn(text: string): Column {
  const trimmed = text.trim();
  const name = /^[^\s=<>!()&|]*/.exec(trimmed)?.[0] ?? '';
  if (trimmed === name) return { name };
  return { name, condition: parseCondition(trimmed) };
}

function fit(columns: readonly Column[], words: readonly string[]): boolean {
  return columns.every(({ condition }, index) => !condition || condition(() => words[index]));
}

/** Words are split at spaces; what stands in brackets or quotes is one word. */
function wordsOf(message: string): string[] {
  return [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|(\S+)/g)].map(
    ([, bracketed, quoted, plain]) => bracketed ?? quoted ?? plain ?? '',
  );
}
