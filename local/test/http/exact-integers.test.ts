import { parseExact, stringifyExact } from '../../src/http/exact-integers';

describe('exact integers', () => {
  it('come back from a text to the digit, those that a double holds as numbers', () => {
    const text = '{"a":9223372036854775807,"b":[-9223372036854775808,9007199254740991],"c":1}';
    expect(parseExact(text)).toEqual({
      a: 9223372036854775807n,
      b: [-9223372036854775808n, 9007199254740991],
      c: 1,
    });
  });

  it.each([
    '0.12345678901234567890',
    '1234567890123456789.5',
    '12345678901234567890e2',
    '1e-1234567890123456789',
  ])('are not seen in %s', (text) => {
    expect(parseExact(text)).toBe(JSON.parse(text));
  });

  it('are not seen in texts and names', () => {
    const text = '{"1234567890123456789":"a \\"1234567890123456789"}';
    expect(parseExact(text)).toEqual(JSON.parse(text));
  });

  it('are written as numbers, and texts of digits as texts', () => {
    expect(stringifyExact({ a: 9223372036854775807n, b: [-1n], c: '9223372036854775807' })).toBe(
      '{"a":9223372036854775807,"b":[-1],"c":"9223372036854775807"}',
    );
  });

  it('refuses what is not JSON', () => {
    expect(() => parseExact('{"a":012345678901234567890}')).toThrow(SyntaxError);
  });
});
