import { setMaxListeners } from 'node:events';
import type { CloudContext } from '../../kernel/cloud-context';
import { invokePipeTarget } from './invoke-pipe-target';
import { batchSize, type StoredPipe } from './pipe';
import { sqsRecord, type SqsMessage } from './sqs-record';

/**
 * How many batches are in work at once. AWS begins with 5 and adds more while messages wait, up to 1,000
 * (EventBridge user guide, "Pipes batching and concurrency"); a laptop does better with a few.
 */
const POLLERS = 10;

/** Moves messages from the queue to the target while the pipe runs. */
export class PipeWorker {
  private readonly polling = new AbortController();
  private readonly working = new AbortController();
  private readonly queueUrl: string;
  private failuresInRow = 0;
  private done: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly context: CloudContext,
    private readonly pipe: StoredPipe,
  ) {
    // Every poller listens to both.
    setMaxListeners(2 * POLLERS, this.polling.signal, this.working.signal);
    this.queueUrl = `${context.endpoint()}/${pipe.Source.split(':').slice(4).join('/')}`;
  }

  start(): void {
    this.done = Promise.all(Array.from({ length: POLLERS }, () => this.poll()));
  }

  /** Stops taking messages; what is in work is finished. */
  async drain(): Promise<void> {
    this.polling.abort(new Error('The pipe stops.'));
    await this.done;
  }

  /** Gives up what is in work as well: those messages become visible again in their time. */
  async abandon(): Promise<void> {
    this.working.abort(new Error('The local cloud stops.'));
    await this.drain();
  }

  private async poll(): Promise<void> {
    const { signal } = this.polling;
    while (!signal.aborted) {
      try {
        const batch = await this.receive(signal);
        if (batch.length > 0) await this.process(batch);
      } catch (error) {
        if (!signal.aborted) await this.backOff(error);
      }
    }
  }

  /** Waits for messages; none when none came. */
  private async receive(signal: AbortSignal): Promise<SqsMessage[]> {
    const { Messages = [] } = await this.context.call<{ Messages?: SqsMessage[] }>(
      'sqs',
      'ReceiveMessage',
      {
        ...{ QueueUrl: this.queueUrl, MaxNumberOfMessages: batchSize(this.pipe), WaitTimeSeconds: 20 },
        ...{ MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] },
      },
      { caller: `pipes:${this.pipe.Name}`, signal },
    );
    return Messages;
  }

  /** What fails stays in the queue until its visibility time-out is over. */
  private async process(batch: SqsMessage[]): Promise<void> {
    const records = batch.map((message) => sqsRecord(message, this.pipe.Source));
    const failed = await invokePipeTarget(this.context, this.pipe, records, this.working.signal);
    const succeeded = records.filter(({ messageId }) => !failed.has(messageId));
    await this.delete(succeeded.map(({ receiptHandle }) => receiptHandle));
    this.failuresInRow = 0;
  }

  private async delete(handles: string[]): Promise<void> {
    if (handles.length === 0) return;
    const Entries = handles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
    const input = { QueueUrl: this.queueUrl, Entries };
    await this.context.call('sqs', 'DeleteMessageBatch', input, { caller: `pipes:${this.pipe.Name}` });
  }

  /** Errors slow the polling down, longer with each one in a row; AWS does so without saying how much. */
  private async backOff(error: unknown): Promise<void> {
    const { clock, log } = this.context;
    this.failuresInRow++;
    log(`pipes: ${this.pipe.Name}: ${error instanceof Error ? error.message : String(error)}`);
    const wait = Math.min(30_000, 250 * 2 ** Math.min(this.failuresInRow, 10));
    await clock.sleep(wait, this.polling.signal).catch(() => undefined);
  }
}
