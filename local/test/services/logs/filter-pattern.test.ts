import { filterPattern } from '../../../src/services/logs/filter-pattern';

const matching = (pattern: string, messages: readonly string[]) => messages.filter(filterPattern(pattern));

// CloudWatch Logs guide, "Filter pattern syntax": matching terms in unstructured log events.
describe('terms', () => {
  const messages = [
    '[ERROR 400] BAD REQUEST',
    '[ERROR 401] UNAUTHORIZED REQUEST',
    '[WARN] ok',
    'exit: ERROR 402',
  ];

  it.each([
    ['', messages],
    ['ERROR', [messages[0], messages[1], messages[3]]],
    ['error', []],
    ['ERROR REQUEST', [messages[0], messages[1]]],
    ['?BAD ?WARN', [messages[0], messages[2]]],
    ['?BAD ?WARN ERROR', [messages[0], messages[1], messages[3]]],
    ['ERROR -BAD', [messages[1], messages[3]]],
    ['"BAD REQUEST"', [messages[0]]],
    ['"[WARN]"', [messages[2]]],
    ['%ERROR 40[12]%', [messages[1], messages[3]]],
  ])('%j finds what it should', (pattern, expected) => {
    expect(matching(pattern, messages)).toEqual(expected);
  });

  it('with other than letters, digits and underscores need quotes', () => {
    expect(() => filterPattern('user.registered')).toThrow("invalid character(s) in term 'user.registered'");
    expect(matching('"user.registered"', ['a user.registered b'])).toHaveLength(1);
  });
});

// Same page: matching terms in JSON log events.
describe('conditions on JSON', () => {
  const event = {
    eventType: 'UpdateTrail',
    arrayKey: ['value', 'another value'],
    objectList: [
      { name: 'a', id: 1 },
      { name: 'b', id: 2 },
    ],
    SomeObject: null,
    cluster: { 'c.name': 'c' },
    errorCode: '400',
    size: 1234,
    ok: true,
  };

  it.each([
    '{ $.eventType = "UpdateTrail" }',
    '{ $.eventType = UpdateTrail }',
    '{ $.eventType = "Update*" }',
    '{ $.eventType = "*dateT*l" }',
    '{ $.eventType = %^Update% }',
    '{ $.eventType != "Other" }',
    '{ $.arrayKey[0] = "value" }',
    '{ $.objectList[1].id = 2 }',
    '{ $.SomeObject IS NULL }',
    '{ $.SomeOtherObject NOT EXISTS }',
    '{ $.ok IS TRUE }',
    '{ $.cluster.[\'c.name\'] = "c" }',
    '{ $.errorCode = 400 }',
    '{ $.errorCode >= 4e2 }',
    '{ $.size > 1000 && $.size <= 1234 }',
    '{ ($.size < 5) || (($.ok IS TRUE) && ($.eventType = "U*")) }',
    '{ $.size < 5 || $.ok IS TRUE && $.eventType = "U*" }',
  ])('%s holds', (pattern) => {
    expect(filterPattern(pattern)(JSON.stringify(event))).toBe(true);
  });

  it.each([
    '{ $.eventType = "updatetrail" }',
    '{ $.eventType = "Update" }',
    '{ $.eventType = "*X*" }',
    '{ $.missing = "a" }',
    '{ $.missing != "a" }',
    '{ $.missing IS NULL }',
    '{ $.SomeObject NOT EXISTS }',
    '{ $.ok IS FALSE }',
    '{ $.size > 1234 }',
    '{ $.eventType > 3 }',
    '{ $.cluster = "c" }',
  ])('%s does not hold', (pattern) => {
    expect(filterPattern(pattern)(JSON.stringify(event))).toBe(false);
  });

  it('hold for no message that is not JSON', () => {
    expect(filterPattern('{ $.a NOT EXISTS }')('plain text')).toBe(false);
    expect(filterPattern('{ $.a NOT EXISTS }')('{"cut off')).toBe(false);
  });

  it.each([
    '{ $.a }',
    '{ $.a = }',
    '{ $.a ~ 1 }',
    '{ a = 1 }',
    '{ ($.a = 1 }',
    '{ $.a = 1 && }',
    '{ $.a < "x" }',
  ])('are refused when they are malformed: %s', (pattern) => {
    expect(() => filterPattern(pattern)).toThrow('Invalid filter pattern');
  });
});

// Same page: matching terms in space-delimited log events.
describe('columns', () => {
  const line = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

  it.each([
    ['[ip, server, username, timestamp, request, status_code, bytes > 1000]', true],
    ['[ip, server, username, timestamp, request =*html*, status_code = 4*, bytes]', true],
    [
      '[ip, server, username, timestamp, request =*html*, status_code = 404 || status_code = 410, bytes]',
      true,
    ],
    ['[ip, server, username, timestamp, request, status_code != 404, bytes]', false],
    ['[..., status_code = 404, bytes]', true],
    ['[ip = 127*, ...]', true],
    ['[ip, ..., bytes < 1000]', false],
    ['[ip, server]', false],
  ])('%s', (pattern, matches) => {
    expect(filterPattern(pattern)(line)).toBe(matches);
  });
});
