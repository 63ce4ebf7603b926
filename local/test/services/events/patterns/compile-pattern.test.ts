import { compilePattern } from '../../../../src/services/events/patterns/compile-pattern';

const refusal = (source: string): string => {
  try {
    compilePattern(source);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`accepted: ${source}`);
};

// EventBridge user guide, "Event pattern syntax" and "Comparison operators for use in event patterns".
describe('a pattern that AWS refuses', () => {
  it.each([
    ['[]', 'Filter is not an object'],
    ['{}', 'Empty objects are not allowed'],
    ['{"a":{}}', 'Empty objects are not allowed'],
    ['{"a":[]}', 'Empty arrays are not allowed'],
    ['{"a":"b"}', '"a" must be an object or an array'],
    ['{"a":[["b"]]}', 'Match value must be String, number, true, false, or null'],
    ['{"a":[{}]}', 'Match expression name not found'],
    ['{"a":[{"like":"b"}]}', 'Unrecognized match type like'],
    ['{"a":[{"Prefix":"b"}]}', 'Unrecognized match type Prefix'],
    ['{"a":[{"prefix":1}]}', 'prefix match pattern must be a string'],
    ['{"a":[{"prefix":{"wildcard":"b"}}]}', 'Unsupported prefix pattern: wildcard'],
    ['{"a":[{"suffix":["b"]}]}', 'suffix match pattern must be a string'],
    ['{"a":[{"prefix":"b","suffix":"c"}]}', 'Only one key allowed in match expression'],
    ['{"a":[{"exists":"yes"}]}', 'exists match pattern must be either true or false.'],
    ['{"a":[{"wildcard":"b**c"}]}', 'Consecutive wildcard characters at pos 2'],
    ['{"a":[{"wildcard":"b\\\\c"}]}', 'Invalid escape character at pos 2'],
    ['{"a":[{"cidr":"10.0.0.0"}]}', "Malformed CIDR, one '/' required"],
    ['{"a":[{"cidr":"10.0.0.0/x"}]}', 'Malformed CIDR, mask bits must be an integer'],
    ['{"a":[{"cidr":"10.0.0.0/-1"}]}', 'Malformed CIDR, mask bits must not be negative'],
    ['{"a":[{"cidr":"10.0.0.0/32"}]}', 'IPv4 mask bits must be < 32'],
    ['{"a":[{"cidr":"localhost/8"}]}', 'Nonstandard IP address: localhost'],
    ['{"a":[{"numeric":5}]}', 'Value of numeric must be an array.'],
    ['{"a":[{"numeric":[5]}]}', 'Invalid member in numeric match: 5'],
    ['{"a":[{"numeric":["!=",5]}]}', 'Unrecognized numeric range operator: !='],
    ['{"a":[{"numeric":["=","5"]}]}', 'Value of equals must be numeric'],
    ['{"a":[{"numeric":["<",5,">",1]}]}', 'Too many elements in numeric expression'],
    ['{"a":[{"numeric":[">",5,"=",6]}]}', 'Bad numeric range operator: ='],
    ['{"a":[{"numeric":[">",5,"<",5]}]}', 'Bottom must be less than top'],
    ['{"a":[{"numeric":["=",1.00000000000000000001]}]}', 'Cannot compare number : 1.00000000000000000001'],
    ['{"a":[{"numeric":[">",1.00000000000000000001,"<","2"]}]}', 'Value of < must be numeric'],
    [
      '{"a":[{"anything-but":true}]}',
      'Value of anything-but must be an array or single string/number value.',
    ],
    ['{"a":[{"anything-but":{"numeric":["=",1]}}]}', 'Unsupported anything-but pattern: numeric'],
    ['{"a":[{"anything-but":["b",1]}]}', 'Inside anything but list, either all values are number or string'],
    ['{"a":[{"anything-but":{"prefix":""}}]}', 'Null prefix/suffix not allowed'],
    ['{"$or":{"a":["b"]}}', 'It must be an Array followed with $or.'],
    ['{"$or":[{"a":["b"]}]}', 'There must have at least 2 Objects in $or relationship.'],
    ['{"$or":[{"a":["b"]},["c"]]}', 'Only JSON object is allowed in array of $or relationship.'],
    [
      '{"$or":[{"a":["b"]},{"prefix":["c"]}]}',
      'prefix is Ruler reserved fieldName which cannot be used inside $or.',
    ],
    ['{"a":[{"wildcard":"*a*a*a*a*a*a*a*a*"}]}', 'Rule is too complex'],
  ])('%s: %s', (source, message) => {
    expect(refusal(source)).toContain(message);
  });

  it('is refused with the place where it goes wrong', () => {
    expect(refusal('{"a": 1}')).toBe(
      '"a" must be an object or an array\n at [Source: (String)"{"a": 1}"; line: 1, column: 8]',
    );
    expect(refusal('{\n  "a": [{"b": 1}]\n}')).toContain('line: 2, column: 16]');
  });

  it.each([
    ['', 'Filter is not an object'],
    ['{"a"', 'Unexpected end-of-input within/between Object entries'],
    ['{"a":["b",', 'Unexpected end-of-input within/between Array entries'],
    [
      '{"a":["b"',
      'Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"{"a":["b""; line: 1, column: 6])',
    ],
    ['{"a":["b', 'Unexpected end-of-input: was expecting closing quote for a string value'],
    ['{"a', 'Unexpected end-of-input in field name'],
    [
      '{"a":["b"}',
      'Unexpected close marker \'}\': expected \']\' (for Array starting at [Source: (String)"{"a":["b"}"; line: 1, column: 6])',
    ],
    ['}', "Unexpected close marker '}': expected ']' (for root starting at"],
    ['{"a":["\\q"]}', "Unrecognized character escape 'q' (code 113)"],
    ['{"a":["\\u12g4"]}', 'expected a hex-digit for character escape sequence'],
    ['{"a":["\n"]}', 'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped'],
    ['{a:1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
    ['{"a":[b]}', "Unrecognized token 'b': was expecting"],
    ['{"a":["b" "c"]}', 'was expecting comma to separate Array entries'],
    ['{"a" ["b"]}', 'was expecting a colon'],
  ])('is refused when it is no JSON: %s', (source, message) => {
    expect(refusal(source)).toContain(message);
  });

  it('is refused when its alternatives multiply beyond bounds', () => {
    const or = JSON.stringify([{ a: ['b'] }, { c: ['d'] }]);
    const nested = Array.from({ length: 10 }, () => `"$or":${or}`).join();
    expect(refusal(`{${nested}}`)).toContain('Rule is too complex');
  });
});

it('takes a reserved name as a key outside of $or', () => {
  expect(compilePattern('{"prefix":["a"]}')).toHaveLength(1);
});
