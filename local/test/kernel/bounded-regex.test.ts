import { Script } from 'node:vm';
import { BoundedRegex, type RegexBounds } from '../../src/kernel/bounded-regex';

class TooSlow extends Error {}

const each: RegexBounds = { milliseconds: 1000, tooSlow: () => new TooSlow() };

/** Whether a match went through the guard that can stop it. */
function isGuarded(pattern: RegExp, subject: string): boolean {
  const guard = jest.spyOn(Script.prototype, 'runInContext');
  try {
    new BoundedRegex(pattern, each).exec(subject);
  } catch (error) {
    // On a slow machine the guard may even have to stop it.
    expect(error).toBeInstanceOf(TooSlow);
  }
  const used = guard.mock.calls.length > 0;
  guard.mockRestore();
  return used;
}

const long = 'x'.repeat(1000);

describe('BoundedRegex', () => {
  it('matches alike with and without its guard', () => {
    const subject = `{"id" : "${'a'.repeat(36)}", "more": "${long}"}`;
    const pattern = /"id"\s*:\s*"([a-f-]{36})"/;

    for (const text of [subject, subject + ' '.repeat(9000)])
      expect(new BoundedRegex(pattern, each).exec(text)?.[1]).toBe('a'.repeat(36));
  });

  it.each([
    [/"id"\s*:\s*"([a-f-]{36})"/, 400],
    [/[^\s"'+*()]+@[^\s]+/, 400],
    [/\+[0-9][0-9 ()-]{5,}[0-9]/, 8000],
    [/a\)+/, 8000],
    [/x*x*x*y/, 90],
  ])('matches %s directly in a text that is too short for it to run away', (pattern, length) => {
    expect(isGuarded(pattern, 'x'.repeat(length))).toBe(false);
    expect(isGuarded(pattern, 'x'.repeat(length + 200))).toBe(true);
  });

  it('lets no pattern hold the process up that has few repetitions in a row', () => {
    const started = performance.now();

    for (const pattern of [/a*b/, /a*a*b/, /a{1,}a{0,9999}b/])
      for (const length of [400, 8000])
        expect(() => new BoundedRegex(pattern, each).exec('a'.repeat(length))).not.toThrow(TypeError);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each([/(x+)+y/, /(x|x)*y/, /(?:x+)?x+y/])('guards %s, which may', (pattern) => {
    expect(isGuarded(pattern, long.slice(0, 22))).toBe(true);
  });

  it('finds groups by their names', () => {
    const regex = new BoundedRegex(/(?<word>b+)c/, each);

    expect(regex.exec('abbc')?.groups).toMatchObject({ word: 'bb' });
    expect(regex.exec('abb')).toBeNull();
  });

  it.each([/(a+)+$/, /a*a*a*a*a*a*a*b/])(
    'stops %s, and refuses it at once from then on where its matches have their time together',
    (pattern) => {
      const regex = new BoundedRegex(pattern, { ...each, milliseconds: 50, together: true });
      const match = () => regex.exec(`${'a'.repeat(30_000)}!`);

      expect(match).toThrow(TooSlow);
      const guard = jest.spyOn(Script.prototype, 'runInContext');
      expect(match).toThrow(TooSlow);
      expect(guard).not.toHaveBeenCalled();
      guard.mockRestore();
    },
  );

  it('adds up matches that are slow but not too slow, guarded or not', () => {
    const regex = new BoundedRegex(/a*a*b/, { ...each, milliseconds: 200, together: true });
    const matches = () => {
      for (let time = 0; time < 10_000; time++) regex.exec('a'.repeat(400));
    };

    expect(matches).toThrow(TooSlow);
  });
});
