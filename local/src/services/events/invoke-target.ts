import type { CloudContext } from '../../kernel/cloud-context';
import { targetService } from './target';

/** Hands JSON text to a target; resolves when its service has taken it. */
export async function invokeTarget(
  context: CloudContext,
  arn: string,
  payload: string,
  options: { readonly caller: string; readonly signal: AbortSignal },
): Promise<void> {
  const call = (service: string, operation: string, input: object) =>
    context.call(service, operation, input, options);
  const service = targetService(arn);
  if (service === 'sqs')
    await call('sqs', 'SendMessage', { QueueUrl: queueUrl(context, arn), MessageBody: payload });
  if (service === 'lambda')
    await call('lambda', 'Invoke', { FunctionName: arn, InvocationType: 'Event', Payload: payload });
  if (service === 'states') await call('states', 'StartExecution', { stateMachineArn: arn, input: payload });
}

/** The queue's URL from its ARN. */
export function queueUrl({ endpoint }: CloudContext, arn: string): string {
  return `${endpoint()}/${arn.split(':').slice(4).join('/')}`;
}
