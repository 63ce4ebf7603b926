import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { invalidParameter } from './log-errors';

/** How requests name a group: by name, or by name or ARN. */
export interface GroupReference {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
}

/** CreateLogGroup API page: 1 to 512 of these characters. */
const GROUP_NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/;
const ARN = /^arn:aws[\w-]*:logs:[\w-]+:\d{12}:log-group:([^:]+)(?::\*)?$/;

/** The name of the group that a request means. */
export function groupName({ logGroupName, logGroupIdentifier }: GroupReference): string {
  if (logGroupName !== undefined && logGroupIdentifier !== undefined)
    throw new AwsError(
      'ValidationException',
      'LogGroup name and LogGroup ARN are mutually exclusive parameters.',
    );
  const given = logGroupName ?? logGroupIdentifier;
  if (given === undefined) throw invalidParameter('Either a LogGroup name or LogGroup ARN is required.');
  return nameOf(given);
}

/** A name, or the name in an ARN. */
export function nameOf(nameOrArn: string): string {
  return ARN.exec(nameOrArn)?.[1] ?? nameOrArn;
}

export function checkedGroupName(name: string): string {
  if (GROUP_NAME.test(name)) return name;
  checkLength(name);
  const constraint = `Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`;
  throw invalidParameter(`1 validation error detected: ${constraint}`);
}

/** Streams may not hold `:` or `*` (CreateLogStream API page). */
export function checkedStreamName(name: string): string {
  if (/^[^:*]{1,512}$/.test(name)) return name;
  checkLength(name);
  const constraint = `Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`;
  throw invalidParameter(`1 validation error detected: ${constraint}`);
}

function checkLength(name: string): void {
  if (name.length > 512)
    throw invalidParameter('Invalid LogGroup or LogStream, both must have length less than or equal to 512.');
}

export function groupArn(context: CloudContext, name: string): string {
  return `arn:aws:logs:${context.region}:${context.accountId}:log-group:${name}`;
}
