import { readDays } from './cron-days';
import { MONTHS, readNumbers } from './cron-numbers';
import type { Schedule } from './schedule';

const DAY_MS = 86_400_000;
const LAST_YEAR = 2199;

/** The six fields of an EventBridge cron expression, in UTC: minutes, hours, day of month, month, day of week, year. */
export function readCron(text: string): Schedule | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) return undefined;
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const minutes = readNumbers(minute, 0, 59);
  const hours = readNumbers(hour, 0, 23);
  const months = readNumbers(month, 1, 12, MONTHS);
  const years = readNumbers(year, 1970, LAST_YEAR);
  const days = readDays(dayOfMonth, dayOfWeek);
  if (!minutes || !hours || !months || !years || !days) return undefined;
  const isDue = (date: Date) =>
    years.has(date.getUTCFullYear()) && months.has(date.getUTCMonth() + 1) && days(date);
  return { next: (after) => next(after, isDue, timesOfDay(hours, minutes)) };
}

/** Milliseconds from midnight, ascending. */
function timesOfDay(hours: ReadonlySet<number>, minutes: ReadonlySet<number>): number[] {
  const ascending = (numbers: ReadonlySet<number>) => [...numbers].sort((a, b) => a - b);
  return ascending(hours).flatMap((hour) =>
    ascending(minutes).map((minute) => (hour * 60 + minute) * 60_000),
  );
}

function next(after: number, isDue: (date: Date) => boolean, times: number[]): number | undefined {
  const end = Date.UTC(LAST_YEAR + 1, 0);
  for (let midnight = after - (after % DAY_MS); midnight < end; midnight += DAY_MS) {
    if (!isDue(new Date(midnight))) continue;
    const time = times.find((each) => midnight + each > after);
    if (time !== undefined) return midnight + time;
  }
  return undefined;
}
