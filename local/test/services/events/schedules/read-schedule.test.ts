import { readSchedule } from '../../../../src/services/events/schedules/read-schedule';

const times = (expression: string, after: string, count = 3): string[] => {
  const from = Date.parse(after);
  const found: string[] = [];
  for (let at: number | undefined = from; found.length < count;) {
    at = readSchedule(expression).next(at, from);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
};

/** 2026-01-01 is a Thursday. */
const NEW_YEAR = '2026-01-01T00:00:00Z';

it.each([
  ['rate(1 minute)', ['2026-01-01T00:01', '2026-01-01T00:02', '2026-01-01T00:03']],
  ['rate(2 days)', ['2026-01-03T00:00', '2026-01-05T00:00', '2026-01-07T00:00']],
  ['cron(0 10 * * ? *)', ['2026-01-01T10:00', '2026-01-02T10:00', '2026-01-03T10:00']],
  ['cron(15/20 8 ? * MON-FRI *)', ['2026-01-01T08:15', '2026-01-01T08:35', '2026-01-01T08:55']],
  ['cron(0 8 1,15 * ? *)', ['2026-01-01T08:00', '2026-01-15T08:00', '2026-02-01T08:00']],
  ['cron(0 18 L FEB ? *)', ['2026-02-28T18:00', '2027-02-28T18:00', '2028-02-29T18:00']],
  ['cron(0 9 3W * ? *)', ['2026-01-02T09:00', '2026-02-03T09:00', '2026-03-03T09:00']],
  ['cron(0 9 ? * 6L *)', ['2026-01-30T09:00', '2026-02-27T09:00', '2026-03-27T09:00']],
  ['cron(0 9 ? * TUE#2 *)', ['2026-01-13T09:00', '2026-02-10T09:00', '2026-03-10T09:00']],
  ['cron(0 0 29 2 ? 2026-2030)', ['2028-02-29T00:00']],
])('%s is due at its times', (expression, expected) => {
  // User guide, "Cron expressions and rate expressions to schedule rules in Amazon EventBridge"
  expect(times(expression, NEW_YEAR)).toEqual(expected);
});

it.each([
  ...[
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'rate(1 week)',
    'every day',
    'at(2026-01-01T00:00:00)',
  ],
  ...[
    'cron(0 10 * * * *)',
    'cron(0 10 ? * ? *)',
    'cron(0 10 * * ?)',
    'cron(60 10 * * ? *)',
    'cron(0 8 ? * 0 *)',
  ],
])('%s is none', (expression) => {
  expect(() => readSchedule(expression)).toThrow('Parameter ScheduleExpression is not valid.');
});
