import { parseSince } from '../../../cli/terminal/parse-option';

const NOW = Date.UTC(2026, 0, 31, 12);

describe('parseSince', () => {
  it.each([
    ['90s', '2026-01-31T11:58:30.000Z'],
    ['15m', '2026-01-31T11:45:00.000Z'],
    ['24h', '2026-01-30T12:00:00.000Z'],
    ['7d', '2026-01-24T12:00:00.000Z'],
    ['2026-01-01', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T10:00:00Z', '2026-01-01T10:00:00.000Z'],
  ])('reads %s', (given, expected) => {
    expect(parseSince(given, NOW).toISOString()).toBe(expected);
  });

  it.each(['', '24', 'h', '-1h', '1.5h', 'yesterday', '2026-13-45'])(
    'refuses "%s" and says what to write',
    (given) => {
      expect(() => parseSince(given, NOW)).toThrow('Write a period like 15m');
    },
  );
});
