import { exceededBound } from '../../src/http/json-bounds';

describe('the depth of a JSON text', () => {
  it.each([
    ['[[1]]', 2, false],
    ['[[1]]', 1, true],
    ['{"a":[{"b":1}]}', 2, true],
    ['[[],[],[]]', 2, false],
    ['["[[[["]', 1, false],
    ['["\\"[[[["]', 1, false],
    ['["\\\\",[[1]]]', 2, true],
  ])('%s is deeper than %d: %s', (text, depth, expected) => {
    expect(exceededBound(Buffer.from(text), { depth })).toBe(expected ? 'depth' : undefined);
  });
});

describe('the members of a JSON text', () => {
  it.each([
    ['{"a":1,"b":{"c":[{"d":2}]}}', 4, false],
    ['{"a":1,"b":{"c":[{"d":2}]}}', 3, true],
    ['{"a:b:c":":"}', 1, false],
    ['{"\\":":1,"\\\\":2}', 2, false],
    ['{"\\":":1,"\\\\":2}', 1, true],
    ['[1,2,3]', 0, false],
  ])('%s are more than %d: %s', (text, members, expected) => {
    expect(exceededBound(Buffer.from(text), { members })).toBe(expected ? 'members' : undefined);
  });
});

it('tells the bound that a JSON text exceeds first', () => {
  const bounds = { depth: 1, members: 1 };
  expect(exceededBound(Buffer.from('{"a":1,"b":[]}'), bounds)).toBe('members');
  expect(exceededBound(Buffer.from('{"a":[],"b":1}'), bounds)).toBe('depth');
});
