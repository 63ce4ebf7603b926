import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  StartQueryCommand,
  type DescribeLogStreamsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { contractCloud, localOnly, unique } from './contract-cloud';

const cloud = contractCloud({ timeScale: 1 });
const logGroupName = `/${unique('group')}`;
const logStreamName = 's';
let logs: CloudWatchLogsClient;

beforeAll(async () => {
  logs = new CloudWatchLogsClient(cloud.config);
  await logs.send(new CreateLogGroupCommand({ logGroupName, logGroupClass: 'INFREQUENT_ACCESS' }));
  cloud.afterwards(() => logs.send(new DeleteLogGroupCommand({ logGroupName })));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
});

const most = (limit: number, bound: number) => ({
  name: 'InvalidParameterException',
  message: `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${bound}`,
});

describe('a page', () => {
  it('of groups has 50 at most', async () => {
    // API reference, DescribeLogGroups
    await expect(logs.send(new DescribeLogGroupsCommand({ limit: 51 }))).rejects.toMatchObject(most(51, 50));
  });

  it('of streams has 50 at most', async () => {
    // API reference, DescribeLogStreams
    const call = logs.send(new DescribeLogStreamsCommand({ logGroupName, limit: 51 }));
    await expect(call).rejects.toMatchObject(most(51, 50));
  });

  it('of events has 10,000 at most', async () => {
    // API reference, GetLogEvents and FilterLogEvents
    const get = new GetLogEventsCommand({ logGroupName, logStreamName, limit: 10_001 });
    await expect(logs.send(get)).rejects.toMatchObject(most(10_001, 10_000));
    const filter = new FilterLogEventsCommand({ logGroupName, limit: 10_001 });
    await expect(logs.send(filter)).rejects.toMatchObject(most(10_001, 10_000));
  });

  it.each(['n/00000000000000000000000000000000000000000000000000000000', 'next'])(
    'is not begun with the token %s',
    async (nextToken) => {
      const call = logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, nextToken }));
      await expect(call).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: 'The specified nextToken is invalid.',
      });
    },
  );
});

describe('streams', () => {
  const streams = (input: DescribeLogStreamsCommandInput) => logs.send(new DescribeLogStreamsCommand(input));

  it('come in an order that there is', async () => {
    const orderBy = 'Name' as 'LogStreamName';
    await expect(streams({ logGroupName, orderBy })).rejects.toMatchObject({
      message:
        "1 validation error detected: Value 'Name' at 'orderBy' failed to satisfy constraint: Member must satisfy enum value set: [LogStreamName, LastEventTime]",
    });
  });

  it('are those of a name or of an ARN without its star', async () => {
    const arn = `arn:aws:logs:${cloud.region}:${cloud.accountId}:log-group:${logGroupName}`;
    expect((await streams({ logGroupIdentifier: arn })).logStreams).toHaveLength(1);
    await expect(streams({ logGroupIdentifier: `${arn}:*` })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(String.raw`pattern: [\w#+=/:,.@-]*`) as string,
    });
    await expect(streams({ logGroupIdentifier: arn, logGroupName })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'LogGroup name and LogGroup ARN are mutually exclusive parameters.',
    });
  });

  it('have a token only when something was written', async () => {
    const [stream] = (await streams({ logGroupName })).logStreams ?? [];
    expect(stream).toMatchObject({ logStreamName, storedBytes: 0 });
    expect(stream).not.toHaveProperty('uploadSequenceToken');
  });
});

describe('groups', () => {
  it('are found by class, and told less of when found by pattern', async () => {
    const search = { logGroupNamePattern: logGroupName, logGroupClass: 'INFREQUENT_ACCESS' as const };
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand(search));
    expect(logGroups.map((group) => group.logGroupName)).toEqual([logGroupName]);
    expect(logGroups[0]).not.toHaveProperty('storedBytes');
    const other = new DescribeLogGroupsCommand({ ...search, logGroupClass: 'STANDARD' });
    expect((await logs.send(other)).logGroups).toEqual([]);
  });

  it.each([
    ['x'.repeat(513), 'Invalid LogGroup or LogStream, both must have length less than or equal to 512.'],
    ['a b', 'Member must satisfy regular expression pattern'],
  ])('are not named %.5s', async (name, message) => {
    const call = logs.send(new CreateLogGroupCommand({ logGroupName: name }));
    await expect(call).rejects.toThrow(message);
  });

  it('that are not there are not queried', async () => {
    const query = { logGroupName: unique('none'), startTime: 0, endTime: 1, queryString: 'fields @message' };
    await expect(logs.send(new StartQueryCommand(query))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringMatching(
        new RegExp(`^Log group '${query.logGroupName}' does not exist for account ID '${cloud.accountId}' `),
      ) as string,
    });
  });

  localOnly('it is refused by name', 'are not protected from deletion', async () => {
    const input = { logGroupName: unique('group'), deletionProtectionEnabled: true };
    await expect(logs.send(new CreateLogGroupCommand(input))).rejects.toMatchObject({
      name: 'UnsupportedByLocalCloud',
    });
  });
});
