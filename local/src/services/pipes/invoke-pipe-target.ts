import type { CloudContext } from '../../kernel/cloud-context';
import { batchFailures } from './batch-failures';
import type { StoredPipe } from './pipe';
import type { SqsRecord } from './sqs-record';

/**
 * Hands a batch to the state machine. Resolves to the ids of the messages that failed; rejects when the whole batch did.
 * Synchronous unless the pipe says otherwise: then a failed or timed out execution fails the batch.
 */
export async function invokePipeTarget(
  { call }: CloudContext,
  pipe: StoredPipe,
  records: readonly SqsRecord[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const type =
    pipe.TargetParameters?.StepFunctionStateMachineParameters?.InvocationType ?? 'REQUEST_RESPONSE';
  const start = { stateMachineArn: pipe.Target, input: JSON.stringify(records) };
  const options = { caller: `pipes:${pipe.Name}`, signal };
  if (type === 'FIRE_AND_FORGET') {
    await call('states', 'StartExecution', start, options);
    return new Set();
  }
  const answer = await call<Record<string, string>>('states', 'StartSyncExecution', start, options);
  const { status, error, cause, output } = answer;
  if (status !== 'SUCCEEDED') throw new Error(`The execution ended as ${status}: ${error} ${cause}`);
  return batchFailures(
    output,
    records.map(({ messageId }) => messageId),
  );
}
