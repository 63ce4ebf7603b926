import type { CloudContext } from '../../kernel/cloud-context';
import { busName } from './event-buses';
import type { Event } from './event';
import { targetService, type Target } from './target';

/** One event on its way to one target. */
export interface Invocation {
  readonly target: Target;
  readonly event: Event;
  /** What the target gets, as JSON text. */
  readonly payload: string;
  readonly caller: string;
  readonly signal: AbortSignal;
  /** Takes the event to another bus, as it is. */
  readonly forward: (bus: string, event: Event) => void;
}

/** Calls the target's service; resolves when it has taken the event. */
export async function invokeTarget(context: CloudContext, invocation: Invocation): Promise<void> {
  const { target, payload, event, caller, signal } = invocation;
  const { Arn: arn } = target;
  const call = (service: string, operation: string, input: object) =>
    context.call(service, operation, input, { caller, signal });
  switch (targetService(arn)) {
    case 'sqs':
      return void (await call('sqs', 'SendMessage', {
        QueueUrl: queueUrl(context, arn),
        MessageBody: payload,
      }));
    case 'lambda':
      return void (await call('lambda', 'Invoke', {
        FunctionName: arn,
        InvocationType: 'Event',
        Payload: payload,
      }));
    case 'sns':
      return void (await call('sns', 'Publish', { TopicArn: arn, Message: payload }));
    case 'states':
      return void (await call('states', 'StartExecution', { stateMachineArn: arn, input: payload }));
    case 'logs':
      return void (await call('logs', 'PutLogEvents', logInput(context, arn, event, payload)));
    case 'events':
      return invocation.forward(busName(arn), event);
  }
}

/** The queue's URL from its ARN. */
export function queueUrl({ endpoint }: CloudContext, arn: string): string {
  return `${endpoint()}/${arn.split(':').slice(4).join('/')}`;
}

function logInput({ clock }: CloudContext, arn: string, { id }: Event, message: string) {
  const logGroupName = arn.replace(/^.*:log-group:/, '').replace(/:\*$/, '');
  return { logGroupName, logStreamName: id, logEvents: [{ timestamp: clock.now(), message }] };
}
