import { hasMoreMembers } from '../../../local/http/json-members';

describe('the members of a JSON text', () => {
  it.each([
    ['{"a":1,"b":{"c":[{"d":2}]}}', 4, false],
    ['{"a":1,"b":{"c":[{"d":2}]}}', 3, true],
    ['{"a:b:c":":"}', 1, false],
    ['{"\\":":1,"\\\\":2}', 2, false],
    ['{"\\":":1,"\\\\":2}', 1, true],
    ['[1,2,3]', 0, false],
  ])('%s are more than %d: %s', (text, most, expected) => {
    expect(hasMoreMembers(most, Buffer.from(text))).toBe(expected);
  });
});
