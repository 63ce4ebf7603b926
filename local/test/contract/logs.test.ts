import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  paginateFilterLogEvents,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';

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

  it('keeps its events for a time that is on the list', async () => {
    // API reference, PutRetentionPolicy
    const logGroupName = await group();
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 14 }));
    const asked = new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName });
    const { logGroups } = await logs.send(asked);
    expect(logGroups).toMatchObject([{ logGroupName, retentionInDays: 14 }]);
    expect(logGroups?.[0]?.arn).toMatch(/:log-group:\/contract-group-\w+:\*$/);
    const call = logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 15 }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it.each(['a b', 'a?', 'x'.repeat(513)])('is not named %j', async (logGroupName) => {
    // API reference, CreateLogGroup
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('log events', () => {
  it('are read from a stream in order, forward and backward, with tokens', async () => {
    // API reference, GetLogEvents: the same token means the end
    const logGroupName = await group();
    await put(logGroupName, ['a', 'b', 'c']);
    const get = (more: object) =>
      logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 's', ...more }));
    const first = await eventually(async () => {
      const answer = await get({ startFromHead: true, limit: 2 });
      return answer.events?.length === 2 && answer;
    });
    expect(first.events?.map(({ message }) => message)).toEqual(['a', 'b']);
    const second = await get({ startFromHead: true, nextToken: first.nextForwardToken });
    expect(second.events?.map(({ message }) => message)).toEqual(['c']);
    const end = await get({ startFromHead: true, nextToken: second.nextForwardToken });
    expect(end.events).toEqual([]);
    expect(end.nextForwardToken).toBe(second.nextForwardToken);
    expect((await get({ limit: 1 })).events?.map(({ message }) => message)).toEqual(['c']);
  });

  it('are in chronological order in a call', async () => {
    // API reference, PutLogEvents
    const logGroupName = await group();
    const now = Date.now();
    const logEvents = [now, now - 1000].map((timestamp) => ({ timestamp, message: 'x' }));
    const call = logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('older than 14 days or newer than 2 hours are told and left out', async () => {
    // API reference, PutLogEvents
    const logGroupName = await group();
    const now = Date.now();
    expect(await put(logGroupName, ['old'], now - 15 * 86_400_000)).toMatchObject({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: expect.any(Number) as number },
    });
    expect(await put(logGroupName, ['new'], now + 3 * 3_600_000)).toMatchObject({
      rejectedLogEventsInfo: { tooNewLogEventStartIndex: 0 },
    });
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

  it('tell of their stream when it was last written to', async () => {
    const logGroupName = await group();
    await put(logGroupName, ['x']);
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
    expect(logStreams).toMatchObject([{ logStreamName: 's', creationTime: expect.any(Number) as number }]);
  });
});

// CloudWatch Logs user guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail"
describe('a filter pattern', () => {
  const LINES = [
    'ERROR one two',
    'error one',
    'WARN [x] two',
    '127.0.0.1 GET 404 1534',
    '{"level":"ERROR","count":5,"user":{"id":"u1","tags":["a","b"]},"lost":null}',
    '{"level":"INFO","count":12}',
  ];
  let logGroupName: string;

  beforeAll(async () => {
    logGroupName = await group();
    await put(logGroupName, LINES);
    await eventually(async () => (await filtered(logGroupName, '')).length === LINES.length, 60);
  }, 90_000);

  it.each<[rule: string, pattern: string, lines: number[]]>([
    ['of a term is case-sensitive', 'ERROR', [0, 4]],
    ['of two terms needs both', 'ERROR one', [0]],
    ['takes one of optional terms', '?error ?WARN', [1, 2]],
    ['leaves out excluded terms', 'one -two', [1]],
    ['takes a quoted phrase', '"one two"', [0]],
    ['takes a regular expression', '%ERR.*one%', [0]],
    ['finds a text in JSON', '{ $.level = "ERROR" }', [4]],
    ['finds a text with a star in JSON', '{ $.level = "IN*" }', [5]],
    ['finds a number in JSON', '{ $.count >= 12 }', [5]],
    ['finds what is not equal', '{ $.count != 12 }', [4]],
    ['joins conditions', '{ ($.level = "ERROR") && ($.count < 6) }', [4]],
    ['takes one or the other condition', '{ $.count = 5 || $.count = 12 }', [4, 5]],
    ['finds what is nested', '{ $.user.id = "u1" }', [4]],
    ['finds an element of an array', '{ $.user.tags[1] = "b" }', [4]],
    ['finds null', '{ $.lost IS NULL }', [4]],
    ['finds what does not exist', '{ $.user NOT EXISTS }', [5]],
    ["takes a line's columns apart", '[ip, verb, status = 4*, size > 1000]', [3]],
  ])('%s', async (_rule, pattern, lines) => {
    expect(await filtered(logGroupName, pattern)).toEqual(lines.map((line) => LINES[line]));
  });

  it('that makes no sense is refused', async () => {
    await expect(filtered(logGroupName, '{ $.a = }')).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('a query', () => {
  it('is started, and its results are fetched', async () => {
    // API reference, StartQuery and GetQueryResults
    const logGroupName = await group();
    await put(logGroupName, ['{"kind":"a","ms":5}', '{"kind":"a","ms":7}', '{"kind":"b","ms":1}']);
    const rows = await eventually(async () => {
      const now = Math.floor(Date.now() / 1000);
      const { queryId } = await logs.send(
        new StartQueryCommand({
          ...{ logGroupName, startTime: now - 600, endTime: now + 600 },
          queryString: 'filter ispresent(kind) | stats sum(ms) as total by kind | sort kind',
        }),
      );
      const answer = await eventually(async () => {
        const results = await logs.send(new GetQueryResultsCommand({ queryId }));
        return results.status === 'Complete' && results;
      }, 60);
      return answer.results?.length === 2 && answer.results;
    }, 120);
    expect(rows.map((row) => row.map(({ field, value }) => `${field}=${value}`))).toEqual([
      ['kind=a', 'total=12'],
      ['kind=b', 'total=1'],
    ]);
  }, 180_000);

  it('that is malformed is refused', async () => {
    const call = logs.send(
      new StartQueryCommand({
        ...{ logGroupName: await group(), startTime: 0, endTime: 1 },
        queryString: 'filter (((',
      }),
    );
    await expect(call).rejects.toMatchObject({ name: 'MalformedQueryException' });
  });
});
