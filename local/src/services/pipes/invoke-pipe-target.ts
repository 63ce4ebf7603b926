import type { CloudContext } from '../../kernel/cloud-context';
import { service } from './check-pipe';
import { batchFailures } from './batch-failures';
import type { StoredPipe } from './pipe';
import type { SqsRecord } from './sqs-record';
import { targetInputs } from './target-input';

type Call = (service: string, operation: string, input: object) => Promise<Record<string, unknown>>;

/** Hands a batch to the target. Resolves to the ids of the messages that failed; rejects when the whole batch did. */
export async function invokePipeTarget(
  context: CloudContext,
  pipe: StoredPipe,
  records: readonly SqsRecord[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const call: Call = (name, operation, input) =>
    context.call(name, operation, input, { caller: `pipes:${pipe.Name}`, signal });
  const inputs = targetInputs(pipe, records, context.clock.now());
  const ids = records.map(({ messageId }) => messageId);
  switch (service(pipe.Target)) {
    case 'states':
      return startExecution(call, pipe, JSON.stringify(inputs), ids);
    case 'lambda':
      return invokeFunction(call, pipe, JSON.stringify(inputs), ids);
    case 'events':
      return putEvents(call, pipe, inputs, ids);
    default:
      return sendMessages(call, pipe, `${context.endpoint()}/${context.accountId}`, inputs, ids);
  }
}

/** Synchronous unless the pipe says otherwise: then a failed or timed out execution fails the batch. */
async function startExecution(call: Call, pipe: StoredPipe, input: string, ids: string[]) {
  const type =
    pipe.TargetParameters?.StepFunctionStateMachineParameters?.InvocationType ?? 'REQUEST_RESPONSE';
  const start = { stateMachineArn: pipe.Target, input };
  if (type === 'FIRE_AND_FORGET') {
    await call('states', 'StartExecution', start);
    return new Set<string>();
  }
  const { status, error, cause, output } = await call('states', 'StartSyncExecution', start);
  if (status !== 'SUCCEEDED')
    throw new Error(`The execution ended as ${String(status)}: ${String(error)} ${String(cause)}`);
  return batchFailures(output as string | undefined, ids);
}

async function invokeFunction(call: Call, pipe: StoredPipe, payload: string, ids: string[]) {
  const type = pipe.TargetParameters?.LambdaFunctionParameters?.InvocationType ?? 'REQUEST_RESPONSE';
  const InvocationType = type === 'FIRE_AND_FORGET' ? 'Event' : 'RequestResponse';
  const answer = await call('lambda', 'Invoke', {
    FunctionName: pipe.Target,
    InvocationType,
    Payload: payload,
  });
  const text = Buffer.from((answer.Payload as Uint8Array | undefined) ?? []).toString();
  if (answer.FunctionError) throw new Error(`The function failed: ${text}`);
  return batchFailures(text, ids);
}

async function putEvents(call: Call, pipe: StoredPipe, inputs: unknown[], ids: string[]) {
  const { DetailType, Source, Time, Resources } = pipe.TargetParameters?.EventBridgeEventBusParameters ?? {};
  const Entries = inputs.map((input) => ({
    EventBusName: pipe.Target,
    Source: Source ?? `Pipe ${pipe.Name}`,
    DetailType: DetailType ?? 'Event from aws:sqs',
    Detail: JSON.stringify(input),
    ...(Time !== undefined && { Time }),
    ...(Resources && { Resources }),
  }));
  const answer = await call('events', 'PutEvents', { Entries });
  const entries = answer.Entries as { ErrorCode?: string }[];
  return new Set(ids.filter((_, index) => entries[index]?.ErrorCode));
}

async function sendMessages(call: Call, pipe: StoredPipe, queues: string, inputs: unknown[], ids: string[]) {
  const Entries = inputs.map((input, index) => ({
    Id: String(index),
    MessageBody: typeof input === 'string' ? input : JSON.stringify(input),
  }));
  const QueueUrl = `${queues}/${pipe.Target.split(':').at(-1)}`;
  const { Failed = [] } = (await call('sqs', 'SendMessageBatch', { QueueUrl, Entries })) as {
    Failed?: { Id: string }[];
  };
  return new Set(Failed.map(({ Id }) => ids[Number(Id)]!));
}
