import { readNumbers, WEEKDAYS } from './cron-numbers';

type Days = (date: Date) => boolean;

/** Which days a cron expression means: by the month or by the week, so the other field is `?`. */
export function readDays(dayOfMonth: string, dayOfWeek: string): Days | undefined {
  if (dayOfWeek === '?') return readDaysOfMonth(dayOfMonth);
  return dayOfMonth === '?' ? readDaysOfWeek(dayOfWeek) : undefined;
}

/** `1,15`, `L` for the last day, `15W` for the weekday that is nearest to it within the month. */
function readDaysOfMonth(field: string): Days | undefined {
  if (field === 'L') return (date) => date.getUTCDate() === lastDay(date);
  const wanted = Number(/^(\d+)W$/.exec(field)?.[1]);
  if (wanted >= 1 && wanted <= 31) return (date) => date.getUTCDate() === nearestWeekday(date, wanted);
  const days = readNumbers(field, 1, 31);
  return days && ((date) => days.has(date.getUTCDate()));
}

/** 1 is Sunday: `MON-FRI`, `6L` for the month's last Friday, `3#2` for its second Tuesday. */
function readDaysOfWeek(field: string): Days | undefined {
  const [, day = '', which] = /^(\w+?)(L|#[1-5])$/.exec(field) ?? [];
  const days = readNumbers(which && day !== '' ? day : field === 'L' ? '7' : field, 1, 7, WEEKDAYS);
  if (!days) return undefined;
  const isDay = (date: Date) => days.has(date.getUTCDay() + 1);
  if (which === 'L') return (date) => isDay(date) && date.getUTCDate() > lastDay(date) - 7;
  if (which) return (date) => isDay(date) && Math.ceil(date.getUTCDate() / 7) === Number(which[1]);
  return isDay;
}

function lastDay(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function nearestWeekday(date: Date, wanted: number): number | undefined {
  const last = lastDay(date);
  if (wanted > last) return undefined;
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
}
