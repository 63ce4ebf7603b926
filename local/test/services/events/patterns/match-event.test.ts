import fc from 'fast-check';
import { compilePattern } from '../../../../src/services/events/patterns/compile-pattern';
import { matchesEvent } from '../../../../src/services/events/patterns/match-event';

const matches = (pattern: object, event: object): boolean =>
  matchesEvent(compilePattern(JSON.stringify(pattern)), event);
const fits = (filter: unknown, value: unknown): boolean => matches({ a: [filter] }, { a: value });

describe('for any event', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const key = fc.string({ minLength: 1, maxLength: 5 }).filter((text) => !/[.$]|^__proto__$/.test(text));
  const event = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { minKeys: 1 })), { minKeys: 1 });
  const asPattern = (value: unknown): unknown =>
    value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asPattern(member)]))
      : [value];

  it('the pattern of its own values matches', () => {
    fc.assert(fc.property(event, (given) => expect(matches(asPattern(given) as object, given)).toBe(true)));
  });

  it('a filter matches a value, or anything-but it does', () => {
    const filters = ['prefix', 'suffix', 'equals-ignore-case'];
    fc.assert(
      fc.property(
        fc.constantFrom(...filters),
        fc.string({ minLength: 1 }),
        fc.string(),
        (name, text, value) =>
          expect(fits({ [name]: text }, value)).toBe(!fits({ 'anything-but': { [name]: text } }, value)),
      ),
    );
  });

  it('a wildcard decides as the regular expression of its parts does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(parts, letters, (texts, value) =>
        expect(fits({ wildcard: texts.join('*') }, value)).toBe(
          new RegExp(`^${texts.join('.*')}$`, 's').test(value),
        ),
      ),
    );
  });

  it('a numeric range decides as comparison does', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(number, number, number, (bottom, top, value) => {
        fc.pre(bottom < top);
        expect(fits({ numeric: ['>=', bottom, '<', top] }, value)).toBe(value >= bottom && value < top);
      }),
    );
  });

  it('compiling any text ends in a pattern or in a refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (source) => {
        try {
          compilePattern(source);
        } catch (error) {
          expect((error as Error).name).toBe('PatternError');
        }
      }),
      { numRuns: 500 },
    );
  });
});
