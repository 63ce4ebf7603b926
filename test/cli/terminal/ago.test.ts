import { ago, fromNow, when } from '../../../cli/terminal/ago';

const NOW = Date.parse('2026-01-31T12:00:00Z');

describe('ago', () => {
  it.each([
    [5_000, '5 s'],
    [119_000, '119 s'],
    [180_000, '3 min'],
    [26 * 3_600_000, '26 h'],
    [5 * 86_400_000, '5 d'],
    [-5_000, '0 s'],
  ])('says of %d ms %j', (milliseconds, text) => {
    expect(ago(NOW - milliseconds, NOW)).toBe(text);
  });

  it('reads times as records keep them, and looks ahead too', () => {
    expect(ago('2026-01-31T11:57:00.000Z', NOW)).toBe('3 min');
    expect(fromNow('2026-01-31T12:29:30.000Z', NOW)).toBe('29 min');
  });

  it('is the time itself where lines may be wide', () => {
    expect(when(NOW, { wide: true }, NOW)).toBe('2026-01-31T12:00:00.000Z');
    expect(when(NOW, { wide: false }, NOW)).toBe('0 s');
  });
});
