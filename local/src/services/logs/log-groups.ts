import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { page } from '../../kernel/page';
import { invalidParameter, invalidToken } from './log-errors';
import { checkedGroupName, groupArn, nameOf } from './log-names';
import type { LogGroup, LogStore } from './log-store';

interface NamedGroup {
  readonly logGroupName: string;
}

/** PutRetentionPolicy API page: the numbers of days that there are. */
const RETENTIONS = [
  ...[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ],
];

/** Operations on log groups. */
export function logGroups(context: CloudContext, store: LogStore) {
  return {
    CreateLogGroup(
      input: NamedGroup & {
        readonly tags?: Record<string, string>;
        readonly logGroupClass?: string;
        readonly kmsKeyId?: string;
        readonly deletionProtectionEnabled?: boolean;
      },
    ) {
      const { tags = {}, logGroupClass = 'STANDARD', kmsKeyId } = input;
      if (input.deletionProtectionEnabled) throw unsupported('deletion protection of log groups');
      store.createGroup(checkedGroupName(input.logGroupName), { tags, logGroupClass, kmsKeyId });
    },
    DeleteLogGroup(input: NamedGroup) {
      store.deleteGroup(input.logGroupName);
    },
    DescribeLogGroups(input: DescribeLogGroupsInput) {
      const found = [...store.groups.values()].filter((group) => fits(group, input)).sort(byName);
      const { items, NextToken: nextToken } = page(found, input.limit ?? 50, input.nextToken, invalidToken);
      const whole = input.logGroupNamePattern === undefined;
      return { logGroups: items.map((group) => describe(context, group, whole)), nextToken };
    },
    PutRetentionPolicy(input: NamedGroup & { readonly retentionInDays: number }) {
      setRetention(store, input.logGroupName, input.retentionInDays);
    },
    DeleteRetentionPolicy(input: NamedGroup) {
      store.groups.set(input.logGroupName, {
        ...store.group(input.logGroupName),
        retentionInDays: undefined,
      });
    },
  };
}

/** Sets how many days a group keeps its events; throws for a number that AWS does not offer. */
export function setRetention(store: LogStore, name: string, retentionInDays: number): void {
  if (!RETENTIONS.includes(retentionInDays))
    throw invalidParameter(
      `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTIONS.join(', ')}]`,
    );
  store.groups.set(name, { ...store.group(name), retentionInDays });
}

interface DescribeLogGroupsInput {
  readonly logGroupNamePrefix?: string;
  readonly logGroupNamePattern?: string;
  readonly logGroupIdentifiers?: readonly string[];
  readonly logGroupClass?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

function fits(group: LogGroup, input: DescribeLogGroupsInput): boolean {
  const { logGroupNamePrefix = '', logGroupNamePattern = '', logGroupIdentifiers } = input;
  if (logGroupNamePrefix && logGroupNamePattern)
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  if (logGroupIdentifiers && !logGroupIdentifiers.map(nameOf).includes(group.name)) return false;
  if (input.logGroupClass !== undefined && input.logGroupClass !== group.logGroupClass) return false;
  const name = group.name.toLowerCase();
  return group.name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern.toLowerCase());
}

/** A search by pattern leaves out what costs AWS another look (observed). */
function describe(context: CloudContext, group: LogGroup, whole: boolean) {
  const arn = groupArn(context, group.name);
  return {
    logGroupName: group.name,
    creationTime: group.creationTime,
    ...(group.retentionInDays && { retentionInDays: group.retentionInDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    ...(whole && { storedBytes: 0, deletionProtectionEnabled: false }),
    ...(group.kmsKeyId !== undefined && { kmsKeyId: group.kmsKeyId }),
    logGroupClass: group.logGroupClass,
    logGroupArn: arn,
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
