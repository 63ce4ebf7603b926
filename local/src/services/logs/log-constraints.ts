import { length, oneOf, range, type Constraints } from '../../kernel/constraints';

const group = length(1, 512, String.raw`[\.\-_/#A-Za-z0-9]+`);
const identifier = length(1, 2048, String.raw`[\w#+=/:,.@-]*`);
const stream = length(1, 512, String.raw`[^:*]*`);
const time = range(0, Number.MAX_SAFE_INTEGER);
const classes = oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY');

/** What the members of CloudWatch Logs' requests are bounded by. (API reference, the operations' pages) */
export const LOG_CONSTRAINTS: Constraints = {
  CreateLogGroup: { kmsKeyId: length(0, 256), logGroupClass: classes },
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
};
