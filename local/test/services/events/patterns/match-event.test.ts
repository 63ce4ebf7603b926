import fc from 'fast-check';
import { compilePattern } from '../../../../src/services/events/patterns/compile-pattern';
import { matchesEvent } from '../../../../src/services/events/patterns/match-event';

const matches = (pattern: object | string, event: object): boolean =>
  matchesEvent(compilePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern)), event);
const fits = (filter: unknown, value: unknown): boolean => matches({ a: [filter] }, { a: value });

// EventBridge user guide, "Comparison operators for use in event patterns".
describe('a filter', () => {
  it.each([
    ['b', 'b', true],
    ['b', 'B', false],
    ['b', ['x', 'b'], true],
    ['1', 1, false],
    [300, 300.0, true],
    [3.018e2, 301.8, true],
    [1, '1', false],
    [true, true, true],
    [true, 'true', false],
    [null, null, true],
    [null, '', false],
    ['', '', true],
    [{ prefix: 'ab' }, 'abc', true],
    [{ prefix: 'ab' }, 'Abc', false],
    [{ prefix: '' }, 'anything', true],
    [{ prefix: '1' }, 12, false],
    [{ prefix: { 'equals-ignore-case': 'AB' } }, 'abc', true],
    [{ suffix: '.png' }, 'x.png', true],
    [{ suffix: '.png' }, 'x.PNG', false],
    [{ suffix: { 'equals-ignore-case': '.png' } }, 'x.PNG', true],
    [{ 'equals-ignore-case': 'Straße' }, 'STRASSE', true],
    [{ 'equals-ignore-case': 'a' }, 'ab', false],
    [{ 'equals-ignore-case': '.*' }, 'ab', false],
    [{ wildcard: 'a*c' }, 'abbbc', true],
    [{ wildcard: 'a*c' }, 'ac', true],
    [{ wildcard: 'a*c' }, 'abcd', false],
    [{ wildcard: 'ab*ba' }, 'aba', false],
    [{ wildcard: '*/dir/*' }, 'x/dir/y', true],
    [{ wildcard: 'a\\*c' }, 'abc', false],
    [{ wildcard: 'a\\*c' }, 'a*c', true],
    [{ 'anything-but': 'b' }, 'c', true],
    [{ 'anything-but': 'b' }, 'b', false],
    [{ 'anything-but': 'b' }, 5, true],
    [{ 'anything-but': 'b' }, null, true],
    [{ 'anything-but': 5 }, 5.0, false],
    [{ 'anything-but': [1, 2] }, 3, true],
    [{ 'anything-but': ['b', 'c'] }, ['b', 'd'], true],
    [{ 'anything-but': { prefix: 'in' } }, 'init', false],
    [{ 'anything-but': { prefix: ['in', 'ex'] } }, 'exit', false],
    [{ 'anything-but': { prefix: 'in' } }, 12, true],
    [{ 'anything-but': { suffix: '.txt' } }, 'a.txt', false],
    [{ 'anything-but': { 'equals-ignore-case': ['A', 'B'] } }, 'b', false],
    [{ 'anything-but': { wildcard: '*/lib/*' } }, 'x/lib/y', false],
    [{ 'anything-but': { wildcard: '*/lib/*' } }, 'x/bin/y', true],
    [{ numeric: ['=', 5] }, 5, true],
    [{ numeric: ['>', 0, '<=', 5] }, 0, false],
    [{ numeric: ['>', 0, '<=', 5] }, 5, true],
    [{ numeric: ['<', -1.5] }, -2, true],
    [{ numeric: ['>=', 1e20] }, 1e20, true],
    [{ numeric: ['>', 1] }, '2', false],
    [{ numeric: ['>', 1] }, null, false],
    [{ cidr: '10.0.0.0/24' }, '10.0.0.255', true],
    [{ cidr: '10.0.0.0/24' }, '10.0.1.0', false],
    [{ cidr: '10.0.0.0/24' }, 'host', false],
    [{ cidr: '2001:db8::/32' }, '2001:db8:1::1', true],
    [{ cidr: '2001:db8::/32' }, '10.0.0.1', false],
    ['2001:db8::1', '2001:DB8:0:0::1', true],
  ])('%j on %j is %s', (filter, value, expected) => {
    expect(fits(filter, value)).toBe(expected);
  });
});

// EventBridge user guide, "Matching on event data that exists".
describe('existence', () => {
  const exists = { a: { b: [{ exists: true }] } };
  const absent = { a: { b: [{ exists: false }] } };

  it.each([
    [{ a: { b: null } }, true],
    [{ a: { b: [1] } }, true],
    [{ a: {} }, false],
    [{ a: { b: {} } }, false],
    [{ a: { b: { c: 1 } } }, false],
    [{ a: { b: [] } }, false],
    [{}, false],
  ])('of a leaf in %j is %s', (event, expected) => {
    expect(matches(exists, event)).toBe(expected);
    expect(matches(absent, event)).toBe(!expected);
  });

  it('is absent in the element that the paths before it chose', () => {
    const event = { list: [{ a: 1, z: 1 }, { a: 2 }] };
    const list = (fields: object) => matches({ list: fields }, event);
    expect(list({ z: [{ exists: false }], a: [2] })).toBe(true);
    expect(list({ a: [1], z: [{ exists: false }] })).toBe(false);
    // The path that comes later in the alphabet does not choose.
    expect(matches({ list: { a: [{ exists: false }], z: [1] } }, { list: [{ z: 1 }, { a: 2 }] })).toBe(false);
  });

  it('can be one of several ways', () => {
    const pattern = { a: ['b', { exists: false }] };
    expect([{ a: 'b' }, {}, { a: 'c' }].map((event) => matches(pattern, event))).toEqual([true, true, false]);
  });
});

describe('the fields of a pattern', () => {
  it('must all match', () => {
    expect(matches({ a: ['1'], b: ['2'] }, { a: '1', b: '2' })).toBe(true);
    expect(matches({ a: ['1'], b: ['2'] }, { a: '1', b: '3' })).toBe(false);
  });

  it('of objects in an array must match in one and the same object', () => {
    const pattern = { list: { name: ['x'], size: [{ numeric: ['>', 5] }] } };
    expect(matches(pattern, { list: [{ name: 'x', size: 9 }] })).toBe(true);
    expect(
      matches(pattern, {
        list: [
          { name: 'x', size: 1 },
          { name: 'y', size: 9 },
        ],
      }),
    ).toBe(false);
  });

  it('find a key with a dot as they find a path', () => {
    expect(matches({ 'a.b': ['c'] }, { a: { b: 'c' } })).toBe(true);
    expect(matches({ a: { b: ['c'] } }, { 'a.b': 'c' })).toBe(true);
  });

  it('count once when a key is repeated: the last one', () => {
    expect(matches('{"a":["b"],"a":["c"]}', { a: 'c' })).toBe(true);
    expect(matches('{"a":["b"],"a":["c"]}', { a: 'b' })).toBe(false);
  });

  it('do not match keys of an object prototype', () => {
    expect(matches({ constructor: { name: [{ exists: true }] } }, {})).toBe(false);
  });
});

// EventBridge user guide, "Using $or".
describe('$or', () => {
  const pattern = {
    source: ['s'],
    detail: { $or: [{ a: [1] }, { b: [2], c: [3] }] },
  };

  it.each([
    [{ source: 's', detail: { a: 1 } }, true],
    [{ source: 's', detail: { b: 2, c: 3 } }, true],
    [{ source: 's', detail: { b: 2 } }, false],
    [{ source: 't', detail: { a: 1 } }, false],
  ])('on %j is %s', (event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it('may be nested and repeated', () => {
    const nested = { $or: [{ a: [1] }, { b: { $or: [{ c: [2] }, { d: [3] }] } }] };
    expect(matches(nested, { b: { d: 3 } })).toBe(true);
    expect(matches(nested, { b: { e: 3 } })).toBe(false);
  });
});

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
