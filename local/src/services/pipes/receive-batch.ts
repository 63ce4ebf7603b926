import type { CloudContext } from '../../kernel/cloud-context';
import { batching, type StoredPipe } from './pipe';
import type { SqsMessage } from './sqs-record';

/** Waits for messages and gathers them until the batch is full or its window is over; empty when none came. */
export async function receiveBatch(
  { clock, call }: CloudContext,
  pipe: StoredPipe,
  queueUrl: string,
  signal: AbortSignal,
): Promise<SqsMessage[]> {
  const { size, windowMs } = batching(pipe);
  const receive = async (room: number, waitMs: number) => {
    const input = {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(10, room),
      WaitTimeSeconds: waitMs / 1000,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    const caller = `pipes:${pipe.Name}`;
    const { Messages = [] } = await call<{ Messages?: SqsMessage[] }>('sqs', 'ReceiveMessage', input, {
      caller,
      signal,
    });
    return Messages;
  };
  const batch = await receive(size, LONG_POLL);
  const end = clock.now() + windowMs;
  while (batch.length > 0 && batch.length < size && !signal.aborted) {
    const rest = end - clock.now();
    if (rest <= 0) break;
    batch.push(...(await receive(size - batch.length, Math.min(rest, LONG_POLL))));
  }
  return batch;
}

const LONG_POLL = 20_000;
