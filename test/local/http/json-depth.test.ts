import { isDeeperThan } from '../../../local/http/json-depth';

describe('the depth of a JSON text', () => {
  it.each([
    ['[[1]]', 2, false],
    ['[[1]]', 1, true],
    ['{"a":[{"b":1}]}', 2, true],
    ['[[],[],[]]', 2, false],
    ['["[[[["]', 1, false],
    ['["\\"[[[["]', 1, false],
    ['["\\\\",[[1]]]', 2, true],
  ])('%s is deeper than %d: %s', (text, deepest, expected) => {
    expect(isDeeperThan(deepest, Buffer.from(text))).toBe(expected);
  });
});
