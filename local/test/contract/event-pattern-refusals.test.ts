import { EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { contractCloud } from './contract-cloud';

const cloud = contractCloud();

const EVENT = {
  ...{ id: '1', account: '123456789012', source: 'shop', time: '2026-01-01T00:00:00Z' },
  ...{ region: 'us-east-1', 'detail-type': 'ordered', detail: {} },
};

const ask = (EventPattern: string, Event = JSON.stringify(EVENT)) =>
  new EventBridgeClient(cloud.config).send(new TestEventPatternCommand({ EventPattern, Event }));

const refused = (reason: string) => ({
  name: 'InvalidEventPatternException',
  message: expect.stringContaining(`Event pattern is not valid. Reason: ${reason}`) as string,
});

// EventBridge user guide, "Event pattern syntax" and "Comparison operators for use in event patterns"; the words were observed.
describe('a pattern that AWS refuses', () => {
  it.each<[pattern: string, reason: string]>([
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
    ['{"a":[{"prefix":"b","prefix":"c"}]}', 'Only one key allowed in match expression'],
    ['{"a":[{"exists":"yes"}]}', 'exists match pattern must be either true or false.'],
    ['{"a":[{"wildcard":"b**c"}]}', 'Consecutive wildcard characters at pos 2'],
    ['{"a":[{"wildcard":"b\\\\c"}]}', 'Invalid escape character at pos 2'],
    ['{"a":[{"cidr":"10.0.0.0"}]}', "Malformed CIDR, one '/' required"],
    ['{"a":[{"cidr":"10.0.0.0/x"}]}', 'Malformed CIDR, mask bits must be an integer'],
    ['{"a":[{"cidr":"10.0.0.0/-1"}]}', 'Malformed CIDR, mask bits must not be negative'],
    ['{"a":[{"cidr":"10.0.0.0/32"}]}', 'IPv4 mask bits must be < 32'],
    ['{"a":[{"cidr":"10.0.0/24"}]}', 'Nonstandard IP address: 10.0.0'],
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
    ['{"a":[{"anything-but":[]}]}', 'Inside anything but list, either all values are number or string'],
    ['{"a":[{"anything-but":{"prefix":""}}]}', 'Null prefix/suffix not allowed'],
    ['{"$or":{"a":["b"]}}', 'It must be an Array followed with $or.'],
    ['{"$or":[{"a":["b"]}]}', 'There must have at least 2 Objects in $or relationship.'],
    ['{"$or":[{"a":["b"]},["c"]]}', 'Only JSON object is allowed in array of $or relationship.'],
    [
      '{"$or":[{"a":["b"]},{"prefix":["c"]}]}',
      'prefix is Ruler reserved fieldName which cannot be used inside $or.',
    ],
    ['{"a":[{"wildcard":"*a*a*a*a*a*a*a*a*"}]}', 'Rule is too complex'],
    [
      `{${Array.from({ length: 10 }, () => '"$or":[{"a":["b"]},{"c":["d"]}]').join()}}`,
      'Rule is too complex',
    ],
  ])('%.60s: %s', async (pattern, reason) => {
    await expect(ask(pattern)).rejects.toMatchObject(refused(reason));
  });

  it.each([
    ...['{"a"', '{"a":["b",', '{"a":["b"', '{"a":["b', '{"a', '{"a":["b"}', '}', '{"a":["\\q"]}', '{a:1}'],
    ...['{"a":["\\u12g4"]}', '{"a":["\n"]}', '{"a":[b]}', '{"a":["b" "c"]}', '{"a":[1 2]}', '{"a" ["b"]}'],
    ...['{"a":["b"],}', '{"a":[01]}', "{'a':['b']}"],
  ])('is no JSON: %j', async (pattern) => {
    await expect(ask(pattern)).rejects.toMatchObject(refused(''));
  });

  it('ends with its closing brace; what stands behind it is not looked at', async () => {
    expect((await ask('{"source":["shop"]} and more')).Result).toBe(true);
  });
});

it.each(['{"id":"1"}', 'text', '[]', 'null'])(
  'the event %s is none that a pattern is tested on',
  async (event) => {
    // API reference, TestEventPattern: "The following members are required".
    await expect(ask('{"source":["a"]}', event)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Parameter Event is not valid.',
    });
  },
);
