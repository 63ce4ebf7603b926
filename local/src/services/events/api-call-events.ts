import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/cloud-context';
import { AwsError } from '../../kernel/aws-error';
import type { Call, CallEnding } from '../../kernel/service';
import { isoSeconds, type Event } from './event';
import type { EventRouter } from './event-router';
import type { Rules } from './rules';

/** CloudTrail tells of no values: what is not named here is hidden. (Cognito developer guide, "Amazon Cognito logging in AWS CloudTrail") */
const SHOWN = ['UserPoolId', 'ClientId', 'MessageAction', 'AuthFlow'];
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const READS = /^(Admin)?(Get|List|Describe)/;

/**
 * Puts what CloudTrail records of a user pool's write operations on the default bus, as an account with a trail does:
 * `AWS API Call via CloudTrail`. Nothing happens while no rule there waits for events. It comes at once; AWS takes minutes.
 */
export function apiCallEvents(context: CloudContext, rules: Rules, router: EventRouter) {
  return (call: Call, input: object, ending: CallEnding): void => {
    if (call.service !== 'cognito-idp' || READS.test(call.operation)) return;
    const waits = rules
      .of('default')
      .some(({ pattern, state }) => pattern !== undefined && state !== 'DISABLED');
    if (waits) put(context, router, recordOf(context, call, input, ending));
  };
}

/** A trail is best effort: what cannot be kept is told to the terminal. */
function put(context: CloudContext, router: EventRouter, record: object): void {
  try {
    router.route('default', event(context, record));
  } catch (error) {
    context.log(`events: the default bus could not take a call's record: ${(error as Error).message}`);
  }
}

function event({ accountId, region, clock }: CloudContext, detail: object): Event {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.cognito-idp',
    account: accountId,
    time: isoSeconds(clock.now()),
    region,
    resources: [],
    detail,
  };
}

/** CloudTrail user guide, "CloudTrail record contents for management, data, and network activity events". */
function recordOf(
  { accountId, region, clock }: CloudContext,
  { operation, caller, requestId, trail = {} }: Call,
  input: object,
  { error }: CallEnding,
) {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'AWSAccount', principalId: caller, accountId },
    eventTime: isoSeconds(clock.now()),
    eventSource: 'cognito-idp.amazonaws.com',
    eventName: operation,
    awsRegion: region,
    sourceIPAddress: '127.0.0.1',
    userAgent: caller,
    ...(error instanceof AwsError ? { errorCode: error.code, errorMessage: error.message } : {}),
    requestParameters: parameters(input),
    responseElements: null,
    additionalEventData: trail,
    requestID: requestId,
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  };
}

function parameters(input: object): Record<string, unknown> {
  const members = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    members.map(([name, value]) => [
      name[0]!.toLowerCase() + name.slice(1),
      SHOWN.includes(name) ? value : HIDDEN,
    ]),
  );
}
