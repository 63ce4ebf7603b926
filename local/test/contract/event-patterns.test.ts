import { EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { contractCloud } from './contract-cloud';

const cloud = contractCloud();

async function matches(pattern: object | string, detail: object): Promise<boolean | undefined> {
  const event = {
    ...{ id: '1', account: '123456789012', source: 'shop', time: '2026-01-01T00:00:00Z' },
    ...{ region: 'us-east-1', 'detail-type': 'ordered', resources: ['arn:aws:s3:::a'], detail },
  };
  const EventPattern = typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
  const input = { EventPattern, Event: JSON.stringify(event) };
  return (await new EventBridgeClient(cloud.config).send(new TestEventPatternCommand(input))).Result;
}

// EventBridge user guide, "Comparison operators for use in event patterns" and "Creating event patterns" unless a row says more.
describe('an event pattern', () => {
  it.each<[rule: string, filter: unknown, yes: unknown[], no: unknown[]]>([
    ['matches a text exactly, with its case', ['abc'], ['abc'], ['ABC', 'abcd', '']],
    ['matches one of several values', ['a', 'b'], ['a', 'b'], ['c']],
    ['tells a number from its text', [300], [300, 300.0, 3.0e2], ['300']],
    ['tells a text from its number', ['1'], ['1'], [1]],
    ['compares numbers however they are written', [3.018e2], [301.8], [301]],
    ['matches true, false and null by themselves', [null, true], [null, true], ['null', 'true', false, '']],
    ['matches an empty text', [''], [''], [null, ' ']],
    ['matches one element of an array', ['b'], [['a', 'b']], [['a'], []]],
    ['matches a prefix', [{ prefix: 'ab' }], ['ab', 'abc'], ['Abc', 'cab', 1]],
    ['matches any text by an empty prefix', [{ prefix: '' }], ['', 'anything'], [12]],
    ['matches a prefix without case', [{ prefix: { 'equals-ignore-case': 'ab' } }], ['ABc', 'abc'], ['bab']],
    ['matches a suffix', [{ suffix: '.png' }], ['a.png', '.png'], ['a.PNG', 'png']],
    ['matches a suffix without case', [{ suffix: { 'equals-ignore-case': '.png' } }], ['a.PNG'], ['a.gif']],
    ['matches without case', [{ 'equals-ignore-case': 'alice' }], ['ALICE', 'alice'], ['alic', 'alices']],
    [
      'matches letters that have another length in capitals',
      [{ 'equals-ignore-case': 'Straße' }],
      ['STRASSE'],
      [],
    ],
    ['takes a text without case for no expression', [{ 'equals-ignore-case': '.*' }], ['.*'], ['ab']],
    ['matches a wildcard', [{ wildcard: 'a*c/*.x' }], ['ac/.x', 'abc/d.x'], ['ab/d.x', 'xac/.x', 'ac/.xy']],
    ['needs the parts of a wildcard one after the other', [{ wildcard: 'ab*ba' }], ['abba'], ['aba']],
    ['takes an escaped star for a star', [{ wildcard: 'a\\*b' }], ['a*b'], ['axb']],
    ['matches anything but a value', [{ 'anything-but': 'a' }], ['b', 'A', 1, null], ['a']],
    ['matches anything but a list', [{ 'anything-but': ['a', 'b'] }], ['c', ['a', 'd']], ['a', 'b']],
    ['matches anything but a number', [{ 'anything-but': [1, 2] }], [3, '1'], [1, 2, 2.0]],
    ['matches anything but a prefix', [{ 'anything-but': { prefix: 'a' } }], ['b', 12], ['ab']],
    [
      'matches anything but several prefixes',
      [{ 'anything-but': { prefix: ['a', 'b'] } }],
      ['c'],
      ['ab', 'b'],
    ],
    ['matches anything but a suffix', [{ 'anything-but': { suffix: ['x', 'y'] } }], ['az'], ['ax', 'y']],
    ['matches anything but a wildcard', [{ 'anything-but': { wildcard: '*/lib/*' } }], ['a/b'], ['a/lib/b']],
    [
      'matches anything but a text without case',
      [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }],
      ['c'],
      ['A', 'b'],
    ],
    ['matches a number by =', [{ numeric: ['=', 5] }], [5, 5.0], ['5', 4]],
    ['matches a range of numbers', [{ numeric: ['>', 0, '<=', 5] }], [0.1, 5], [0, 5.01, '1', null]],
    ['matches below zero', [{ numeric: ['<', -1.5] }], [-2], [-1.5, 0]],
    ['matches large numbers', [{ numeric: ['>=', 1e20] }], [1e20], [1e19]],
    ['matches what is there', [{ exists: true }], ['', null, 0, [1]], [[], {}, { inner: 1 }]],
    ['matches an address range of IPv4', [{ cidr: '10.0.0.0/24' }], ['10.0.0.255'], ['10.0.1.0', 'x', '::1']],
    [
      'matches an address range of IPv6',
      [{ cidr: '2001:db8::/32' }],
      ['2001:db8::1', '2001:db8:1::1'],
      ['2001:db9::1', '10.0.0.1'],
    ],
    ['matches an address in any way of writing it', ['2001:db8::1'], ['2001:DB8:0:0::1'], ['2001:db8::2']],
    [
      'matches one of several filters',
      [{ prefix: 'a' }, { numeric: ['=', 1] }, 'z'],
      ['ab', 1, 'z'],
      ['b', 2],
    ],
  ])('%s', async (_rule, filter, yes, no) => {
    const pattern = { detail: { value: filter } };
    for (const value of yes) expect([value, await matches(pattern, { value })]).toEqual([value, true]);
    for (const value of no) expect([value, await matches(pattern, { value })]).toEqual([value, false]);
  });

  it.each<[detail: object, absent: boolean]>([
    [{ other: 1 }, true],
    [{ value: [] }, true],
    [{ value: {} }, true],
    [{ value: { inner: 1 } }, true],
    [{ value: null }, false],
  ])('looks for absence in %j at leaves only', async (detail, absent) => {
    // "Exists matching only works on leaf nodes."
    expect(await matches({ detail: { value: [{ exists: false }] } }, detail)).toBe(absent);
    expect(await matches({ detail: { value: ['x', { exists: false }] } }, detail)).toBe(absent);
  });

  it('needs every field that it names', async () => {
    const pattern = { source: ['shop'], detail: { a: [1], b: [2] } };
    expect(await matches(pattern, { a: 1, b: 2, c: 3 })).toBe(true);
    expect(await matches(pattern, { a: 1 })).toBe(false);
    expect(await matches(pattern, { a: 1, b: 3 })).toBe(false);
  });

  it('finds fields inside an array of objects, of one element together', async () => {
    const pattern = { detail: { items: { name: ['a'], size: [1] } } };
    expect(await matches(pattern, { items: [{ name: 'b' }, { name: 'a', size: 1 }] })).toBe(true);
    const apart = [
      { name: 'a', size: 2 },
      { name: 'b', size: 1 },
    ];
    expect(await matches(pattern, { items: apart })).toBe(false);
  });

  it('looks for absence in the element that the paths before it chose', async () => {
    const items = [{ a: 1, z: 1 }, { a: 2 }];
    const list = (fields: object, given: object[] = items) =>
      matches({ detail: { items: fields } }, { items: given });
    expect(await list({ z: [{ exists: false }], a: [2] })).toBe(true);
    expect(await list({ a: [1], z: [{ exists: false }] })).toBe(false);
    // The path that comes later in the alphabet does not choose.
    expect(await list({ a: [{ exists: false }], z: [1] }, [{ z: 1 }, { a: 2 }])).toBe(false);
  });

  it('matches fields of the envelope', async () => {
    expect(await matches({ resources: ['arn:aws:s3:::a'] }, {})).toBe(true);
    expect(await matches({ 'detail-type': [{ prefix: 'order' }] }, {})).toBe(true);
    expect(await matches({ account: ['1'] }, {})).toBe(false);
  });

  it('finds a key with a dot as it finds a path', async () => {
    expect(await matches({ 'detail.a': ['b'] }, { a: 'b' })).toBe(true);
    expect(await matches({ detail: { a: { b: ['c'] } } }, { 'a.b': 'c' })).toBe(true);
  });

  it('counts a key that is repeated once: the last one, and all fields of objects', async () => {
    expect(await matches('{"detail":{"a":["b"],"a":["c"]}}', { a: 'c' })).toBe(true);
    expect(await matches('{"detail":{"a":["b"],"a":["c"]}}', { a: 'b' })).toBe(false);
    expect(await matches('{"detail":{"a":[1]},"detail":{"b":[2]}}', { b: 2 })).toBe(false);
  });

  it('does not find what only a prototype has', async () => {
    expect(await matches({ detail: { constructor: { name: [{ exists: true }] } } }, {})).toBe(false);
  });
});

// User guide, "Using OR logic in event patterns"
describe('$or', () => {
  const pattern = { detail: { $or: [{ a: [{ numeric: ['>', 10] }] }, { b: ['x'], c: [3] }] } };

  it.each<[detail: object, result: boolean]>([
    [{ a: 11 }, true],
    [{ a: 1, b: 'x', c: 3 }, true],
    [{ a: 1, b: 'x' }, false],
    [{ a: 1 }, false],
  ])('on %j is %s', async (detail, result) => {
    expect(await matches(pattern, detail)).toBe(result);
    expect(await matches({ ...pattern, source: ['other'] }, detail)).toBe(false);
  });

  it('may stand inside another', async () => {
    const nested = { detail: { $or: [{ a: [1] }, { b: { $or: [{ c: [2] }, { d: [3] }] } }] } };
    expect(await matches(nested, { b: { d: 3 } })).toBe(true);
    expect(await matches(nested, { b: { e: 3 } })).toBe(false);
  });

  it('keeps some names for itself, which are keys anywhere else', async () => {
    expect(await matches({ detail: { prefix: ['a'] } }, { prefix: 'a' })).toBe(true);
  });
});
