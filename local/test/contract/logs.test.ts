import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  FilterLogEventsCommand,
  paginateFilterLogEvents,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { contractCloud, localOnly, unique } from './contract-cloud';
import { eventually } from './eventually';

const DAY = 86_400_000;
const cloud = contractCloud({ timeScale: 1 });
let logs: CloudWatchLogsClient;

beforeAll(() => {
  logs = new CloudWatchLogsClient(cloud.config);
});

async function group() {
  const logGroupName = `/${unique('group')}`;
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  cloud.afterwards(() => logs.send(new DeleteLogGroupCommand({ logGroupName })));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
  return logGroupName;
}

const put = (logGroupName: string, messages: string[], timestamp = Date.now()) =>
  logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName: 's',
      logEvents: messages.map((message, index) => ({ message, timestamp: timestamp + index })),
    }),
  );

const filtered = async (logGroupName: string, filterPattern: string) => {
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
  return events.map(({ message }) => message);
};

describe('a log group', () => {
  it('is made once, and not found when it was never made', async () => {
    const logGroupName = await group();
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
    const call = logs.send(new FilterLogEventsCommand({ logGroupName: `${logGroupName}-none` }));
    await expect(call).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    ['x'.repeat(513), 'Invalid LogGroup or LogStream, both must have length less than or equal to 512.'],
    ['a b', 'Member must satisfy regular expression pattern'],
    ['a?', 'Member must satisfy regular expression pattern'],
  ])('is not named %.5s', async (name, message) => {
    // API reference, CreateLogGroup
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName: name }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message) as string,
    });
  });

  it('has no stream with a colon in its name', async () => {
    // API reference, CreateLogStream
    const logGroupName = await group();
    const call = logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'a:b' }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  localOnly('it is refused by name', 'is not protected from deletion', async () => {
    const input = { logGroupName: unique('group'), deletionProtectionEnabled: true };
    await expect(logs.send(new CreateLogGroupCommand(input))).rejects.toMatchObject({
      name: 'UnsupportedByLocalCloud',
    });
  });
});

describe('log events', () => {
  it.each<[what: string, offsets: number[], message: string]>([
    ['out of order', [5, 4], 'chronological order'],
    ['over 24 hours', [0, DAY + 1], 'cannot span more than 24 hours'],
    ['without an event', [], 'length between 1 and 10000'],
  ])('are not taken %s', async (_what, offsets, message) => {
    // API reference, PutLogEvents
    const logGroupName = await group();
    const start = Date.now() - 2 * DAY;
    const logEvents = offsets.map((offset) => ({ timestamp: start + offset, message: 'x' }));
    const call = logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
    await expect(call).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message) as string,
    });
  });

  it('are 1 MiB in a call at most, 26 bytes counted for each', async () => {
    const logGroupName = await group();
    await expect(put(logGroupName, ['x'.repeat(1_048_576 - 25)])).rejects.toThrow('Upload too large');
    await expect(put(logGroupName, ['x'.repeat(1_048_576 - 26)])).resolves.toBeDefined();
  });

  it('older than 14 days or newer than 2 hours are told and left out', async () => {
    // API reference, PutLogEvents
    const logGroupName = await group();
    const now = Date.now();
    expect(await put(logGroupName, ['old'], now - 15 * 86_400_000)).toMatchObject({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: expect.any(Number) as number },
    });
    const logEvents = [now, now + 3 * 3_600_000].map((timestamp, index) => ({
      ...{ timestamp, message: `{"n":"${index}"}` },
    }));
    const more = new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents });
    expect(await logs.send(more)).toMatchObject({ rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 } });
    const found = await eventually(async () => {
      const messages = await filtered(logGroupName, '');
      return messages.length > 0 && messages;
    });
    expect(found).toEqual(['{"n":"0"}']);
  });

  it('are found page by page', async () => {
    const logGroupName = await group();
    await put(
      logGroupName,
      Array.from({ length: 25 }, (_, index) => `m${index}`),
    );
    const found = await eventually(async () => {
      const messages: (string | undefined)[] = [];
      const pages = paginateFilterLogEvents({ client: logs, pageSize: 10 }, { logGroupName });
      for await (const { events = [] } of pages) messages.push(...events.map(({ message }) => message));
      return messages.length === 25 && messages;
    });
    expect(found[24]).toBe('m24');
  });

  it('of some streams and times are found, both ends included', async () => {
    // API reference, FilterLogEvents
    const logGroupName = await group();
    const start = Date.now() - 1000;
    await put(logGroupName, ['1', '2', '3'], start);
    await eventually(async () => (await filtered(logGroupName, '')).length === 3, 60);
    const find = async (more: object) => {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName, ...more }));
      return events.map(({ message }) => message);
    };
    expect(await find({ startTime: start + 1, endTime: start + 2 })).toEqual(['2', '3']);
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'other' }));
    const logEvents = [{ timestamp: start + 1, message: '2b' }];
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'other', logEvents }));
    const all = await eventually(async () => {
      const messages = await find({});
      return messages.length === 4 && messages;
    }, 60);
    expect(all).toEqual(['1', '2', '2b', '3']);
    expect(await find({ logStreamNames: ['other'] })).toEqual(['2b']);
    expect(await find({ logStreamNamePrefix: 's' })).toHaveLength(3);
    await expect(find({ logStreamNames: ['s'], logStreamNamePrefix: 's' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  }, 90_000);

  it.each(['n/00000000000000000000000000000000000000000000000000000000', 'next'])(
    'are not found from the token %s on',
    async (nextToken) => {
      const logGroupName = await group();
      const call = logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
      await expect(call).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: 'The specified nextToken is invalid.',
      });
    },
  );

  it('are 10,000 on a page at most', async () => {
    const call = logs.send(new FilterLogEventsCommand({ logGroupName: await group(), limit: 10_001 }));
    await expect(call).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    });
  });

  it('are those of a group by its name or by its ARN without the star', async () => {
    const logGroupName = await group();
    const arn = `arn:aws:logs:${cloud.region}:${cloud.accountId}:log-group:${logGroupName}`;
    const find = (input: object) => logs.send(new FilterLogEventsCommand(input));
    expect((await find({ logGroupIdentifier: arn })).events).toEqual([]);
    await expect(find({ logGroupIdentifier: `${arn}:*` })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(String.raw`pattern: [\w#+=/:,.@-]*`) as string,
    });
    await expect(find({ logGroupIdentifier: arn, logGroupName })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'LogGroup name and LogGroup ARN are mutually exclusive parameters.',
    });
  });
});

// CloudWatch Logs user guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail"
describe('a filter pattern', () => {
  const LINES = [
    'ERROR one two',
    '{"level":"ERROR","count":5,"user":{"id":"u1","tags":["a","b"]},"ok":true,"lost":null}',
    '{"level":"INFO","path":"/a/b","user":{"id":"u2"}}',
    '{"cut off',
  ];
  let logGroupName: string;

  beforeAll(async () => {
    logGroupName = await group();
    await put(logGroupName, LINES);
    await eventually(async () => (await filtered(logGroupName, '')).length === LINES.length, 60);
  }, 90_000);

  it.each<[rule: string, pattern: string, lines: number[]]>([
    ['finds a text', '{ $.level = "ERROR" }', [1]],
    ['finds a text without quotes', '{ $.level = ERROR }', [1]],
    ['is case-sensitive', '{ $.level = "error" }', []],
    ['finds the whole text only', '{ $.level = "ERR" }', []],
    ['finds a text with a star', '{ $.level = "IN*" }', [2]],
    ['finds a text with stars around and between', '{ $.path = "*a/*b" }', [2]],
    ['does not find a text twice between stars', '{ $.level = "INFO*INFO" }', []],
    ['finds what is not equal', '{ $.level != "ERROR" }', [2]],
    ['finds nothing unequal where nothing is', '{ $.missing != "a" }', []],
    ['finds what is true', '{ $.ok = true }', [1]],
    ['finds no object', '{ $.user = "*" }', []],
    ['finds what is nested', '{ $.user.id = "u1" }', [1]],
    ['joins conditions', '{ ($.level = "ERROR") && ($.user.id = "u1") }', [1]],
    ['takes one or the other condition', '{ $.user.id = "u1" || $.user.id = "u2" }', [1, 2]],
    ['binds && closer than ||', '{ $.level = "x" && $.ok = true || $.level = "INFO" }', [2]],
    ['takes parentheses in parentheses', '{ ($.level = "x" || (($.ok = true) && ($.level = "E*"))) }', [1]],
  ])('%s', async (_rule, pattern, lines) => {
    expect(await filtered(logGroupName, pattern)).toEqual(lines.map((line) => LINES[line]));
  });

  it.each(['{ $.a = }', '{ $.a }', '{ $.a ~ 1 }', '{ a = "x" }', '{ ($.a = "x" }', '{ $.a = "x" && }'])(
    'that makes no sense is refused: %s',
    async (pattern) => {
      await expect(filtered(logGroupName, pattern)).rejects.toMatchObject({
        name: 'InvalidParameterException',
      });
    },
  );
});

// The local cloud reads what its users ask; the other forms it refuses, so that nothing seems not to be there.
describe('a filter pattern that only AWS has', () => {
  for (const pattern of [
    ...['ERROR', '"one two"', '?a ?b', '%ERR.*one%', '[ip, verb, ...]'],
    ...['{ $.count = 5 }', '{ $.count > 1 }', '{ $.lost IS NULL }', '{ $.x NOT EXISTS }'],
    ...['{ $.tags[0] = "a" }', '{ $.level = %E% }'],
  ])
    localOnly('it is refused by name', pattern, async () => {
      await expect(filtered(await group(), pattern)).rejects.toMatchObject({
        name: 'UnsupportedByLocalCloud',
      });
    });
});
