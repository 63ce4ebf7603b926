import type { CloudContext } from '../../kernel/cloud-context';
import { page } from '../../kernel/page';
import { invalidParameter, invalidToken } from './log-errors';
import { checkedStreamName, groupArn, groupName, type GroupReference } from './log-names';
import type { LogStore, LogStream } from './log-store';

interface NamedStream {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

interface DescribeLogStreamsInput extends GroupReference {
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: 'LogStreamName' | 'LastEventTime';
  readonly descending?: boolean;
  readonly limit?: number;
  readonly nextToken?: string;
}

/** Operations on log streams. */
export function logStreams(context: CloudContext, store: LogStore) {
  return {
    CreateLogStream(input: NamedStream) {
      store.createStream(input.logGroupName, checkedStreamName(input.logStreamName));
    },
    DeleteLogStream(input: NamedStream) {
      store.deleteStream(input.logGroupName, input.logStreamName);
    },
    DescribeLogStreams(input: DescribeLogStreamsInput) {
      const { group, streams } = selected(store, input);
      const { items, NextToken: nextToken } = page(streams, input.limit ?? 50, input.nextToken, invalidToken);
      const arn = groupArn(context, group);
      return { logStreams: items.map((stream) => describe(stream, arn)), nextToken };
    },
  };
}

function selected(store: LogStore, input: DescribeLogStreamsInput) {
  const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName' } = input;
  if (prefix !== undefined && orderBy === 'LastEventTime')
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  const group = store.group(groupName(input)).name;
  const streams = store.streamsOf(group).filter(({ name }) => name.startsWith(prefix ?? ''));
  streams.sort((a, b) => order(a, b, orderBy) * (input.descending ? -1 : 1));
  return { group, streams };
}

function order(a: LogStream, b: LogStream, orderBy: string): number {
  if (orderBy === 'LastEventTime') return (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0);
  return a.name < b.name ? -1 : 1;
}

function describe(stream: LogStream, arn: string) {
  const { name, creationTime, firstEventTimestamp, lastEventTimestamp, lastIngestionTime } = stream;
  return {
    logStreamName: name,
    creationTime,
    firstEventTimestamp,
    lastEventTimestamp,
    lastIngestionTime,
    ...(lastIngestionTime !== undefined && { uploadSequenceToken: String(lastIngestionTime) }),
    arn: `${arn}:log-stream:${name}`,
    storedBytes: 0,
  };
}
