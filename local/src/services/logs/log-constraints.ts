import { length, oneOf, range, type Constraints } from '../../kernel/constraints';

const group = length(1, 512, String.raw`[\.\-_/#A-Za-z0-9]+`);
const identifier = length(1, 2048, String.raw`[\w#+=/:,.@-]*`);
const stream = length(1, 512, String.raw`[^:*]*`);
const time = range(0, Number.MAX_SAFE_INTEGER);
const classes = oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY');

/** What the members of CloudWatch Logs' requests are bounded by. (API reference, the operations' pages) */
export const LOG_CONSTRAINTS: Constraints = {
  CreateLogGroup: { kmsKeyId: length(0, 256), logGroupClass: classes },
  DescribeLogGroups: {
    logGroupNamePrefix: group,
    logGroupNamePattern: length(0, 512, String.raw`[\.\-_/#A-Za-z0-9]*`),
    limit: range(1, 50),
    logGroupClass: classes,
    logGroupIdentifiers: length(1, 50),
  },
  DescribeLogStreams: {
    logGroupName: group,
    logGroupIdentifier: identifier,
    logStreamNamePrefix: stream,
    orderBy: oneOf('LogStreamName', 'LastEventTime'),
    limit: range(1, 50),
  },
  GetLogEvents: {
    logGroupName: group,
    logGroupIdentifier: identifier,
    logStreamName: stream,
    startTime: time,
    endTime: time,
    limit: range(1, 10_000),
  },
  FilterLogEvents: {
    logGroupName: group,
    logGroupIdentifier: identifier,
    logStreamNames: length(1, 100),
    logStreamNamePrefix: stream,
    startTime: time,
    endTime: time,
    filterPattern: length(0, 1024),
    limit: range(1, 10_000),
  },
  StartQuery: {
    queryLanguage: oneOf('CWLI', 'SQL', 'PPL'),
    logGroupName: group,
    startTime: time,
    endTime: time,
    queryString: length(0, 10_000),
    limit: range(1, 100_000),
  },
  DescribeQueryDefinitions: { queryDefinitionNamePrefix: length(1, 255), maxResults: range(1, 1000) },
  PutQueryDefinition: { name: length(1, 255), queryString: length(1, 10_000) },
};
