import { Script } from 'node:vm';
import { BoundsError } from '../../../../src/services/states/expressions/bounds';
import { BoundedRegex } from '../../../../src/services/states/expressions/bounded-regex';

/** Whether a match went through the guard that can stop it. */
function isGuarded(pattern: RegExp, subject: string): boolean {
  const guard = jest.spyOn(Script.prototype, 'runInContext');
  try {
    new BoundedRegex(pattern).exec(subject);
  } catch (error) {
    // On a slow machine the guard may even have to stop it.
    expect(error).toBeInstanceOf(BoundsError);
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
      expect(new BoundedRegex(pattern).exec(text)?.[1]).toBe('a'.repeat(36));
  });

  it.each([
    [/"id"\s*:\s*"([a-f-]{36})"/, ' ', 400],
    [/[^\s"'+*()]+@[^\s]+/, 'x', 400],
    [/\+[0-9][0-9 ()-]{5,}[0-9]/, '1', 8000],
    [/a\)+/, ')', 8000],
    [/x*x*x*y/, 'x', 90],
    [/a*b/, 'a', 8000],
    [/a*a*b/, 'a', 400],
    [/a{1,}a{0,9999}b/i, 'A', 400],
  ])(
    'matches %s directly in a text of %j that is too short for it to run away',
    (pattern, repeated, length) => {
      expect(isGuarded(pattern, repeated.repeat(length))).toBe(false);
      expect(isGuarded(pattern, repeated.repeat(length + 200))).toBe(true);
    },
  );

  it('matches a longer text directly where nothing runs on that the pattern repeats', () => {
    expect(isGuarded(/"id"\s*:\s*"([a-f-]{36})"/, `{"text": "${long.repeat(30)}"}`)).toBe(false);
  });

  it('asks anew for each text that one pattern is matched with', () => {
    const regex = new BoundedRegex(/a*a*b/);
    const guard = jest.spyOn(Script.prototype, 'runInContext');

    regex.exec(long);
    expect(guard).not.toHaveBeenCalled();
    regex.exec('a'.repeat(600));
    expect(guard).toHaveBeenCalledTimes(1);
    guard.mockRestore();
  });

  it.each([/(x+)+y/, /(x|x)*y/, /(?:x+)?x+y/, /(x)\1*y/])('guards %s, which may', (pattern) => {
    expect(isGuarded(pattern, long.slice(0, 22))).toBe(true);
  });

  it('finds groups by their names', () => {
    const regex = new BoundedRegex(/(?<word>b+)c/);

    expect(regex.exec('abbc')?.groups).toMatchObject({ word: 'bb' });
    expect(regex.exec('abb')).toBeNull();
  });
});
