import type { CloudContext } from '../../kernel/cloud-context';

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Events that may wait for CloudWatch Logs; a function that floods its log loses the rest, not the local cloud. */
const MOST_WAITING = 10_000;
/** Most that PutLogEvents takes at once (its API page: 10,000 events, 1 MiB). */
const BATCH_EVENTS = 1000;
const BATCH_CHARACTERS = 256 * 1024;
/** What `LogType: Tail` answers (Invoke API page). */
const TAIL_CHARACTERS = 4096;

/** The log stream of one execution environment. */
export class FunctionLog {
  private waiting: LogEvent[] = [];
  private writing: Promise<void> | undefined;
  private recent = '';

  constructor(
    private readonly context: CloudContext,
    private readonly logGroupName: string,
    private readonly logStreamName: string,
  ) {}

  line(text: string): void {
    const message = `${text}\n`;
    this.recent = (this.recent + message).slice(-TAIL_CHARACTERS);
    if (this.waiting.length < MOST_WAITING)
      this.waiting.push({ timestamp: this.context.clock.now(), message });
    this.writing ??= this.write().finally(() => (this.writing = undefined));
  }

  /** Begins a new invocation's tail. */
  clearTail(): void {
    this.recent = '';
  }

  tail(): string {
    return this.recent;
  }

  /** Resolves when everything so far is in CloudWatch Logs. */
  async flushed(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const { logGroupName, logStreamName } = this;
      const input = { logGroupName, logStreamName, logEvents: this.nextBatch() };
      // Delivery to CloudWatch Logs is best effort: a fault there does not fail the invocation.
      await this.context.call('logs', 'PutLogEvents', input, { caller: 'lambda' }).catch(() => undefined);
    }
  }

  private nextBatch(): LogEvent[] {
    let characters = 0;
    const full = this.waiting.findIndex(({ message }) => (characters += message.length) > BATCH_CHARACTERS);
    return this.waiting.splice(0, Math.max(1, Math.min(BATCH_EVENTS, full < 0 ? BATCH_EVENTS : full)));
  }
}
