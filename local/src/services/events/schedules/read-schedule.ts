import { invalid } from '../events-error';
import { readCron } from './cron';
import type { Schedule } from './schedule';

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `rate(5 minutes)` or `cron(0 3 * * ? *)`. Throws what AWS answers for any other text. (user guide, "Rate expressions", "Cron expressions") */
export function readSchedule(expression: string): Schedule {
  const [, kind, inner = ''] = /^(rate|cron)\(([^()]*)\)$/.exec(expression) ?? [];
  const schedule = kind === 'rate' ? readRate(inner) : kind === 'cron' ? readCron(inner) : undefined;
  if (!schedule) throw invalid('Parameter ScheduleExpression is not valid.');
  return schedule;
}

/** A value of 1 has its unit in the singular, any other in the plural. */
function readRate(text: string): Schedule | undefined {
  const [, value, unit = '', plural] = /^\s*(\d+)\s+(minute|hour|day)(s?)\s*$/.exec(text) ?? [];
  const count = Number(value);
  if (!(count > 0) || (count === 1) === (plural === 's')) return undefined;
  const period = count * UNITS[unit]!;
  return { next: (after, from) => from + (Math.floor((after - from) / period) + 1) * period };
}
