export const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
export const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The numbers of a cron field: `*`, `5`, `1-5`, `0/15`, `MON-FRI`, or several of them; names count from `least`. */
export function readNumbers(
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): ReadonlySet<number> | undefined {
  const numbers = new Set<number>();
  for (const part of field.split(',')) {
    const range = readRange(part, least, most, names);
    if (!range) return undefined;
    for (let number = range.from; number <= range.to; number += range.step) numbers.add(number);
  }
  return numbers;
}

function readRange(part: string, least: number, most: number, names: readonly string[]) {
  const [, first = '', second, every] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
  const number = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    return named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : NaN;
  };
  const from = first === '*' ? least : number(first);
  const to = second === undefined ? (first === '*' || every ? most : from) : number(second);
  const step = Number(every ?? 1);
  return from >= least && to <= most && from <= to && step > 0 ? { from, to, step } : undefined;
}
