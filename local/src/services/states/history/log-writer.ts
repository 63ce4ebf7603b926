import { randomBytes } from 'node:crypto';
import type { CloudContext } from '../../../kernel/cloud-context';
import type { StateMachine } from '../state-machine';
import type { HistoryEvent } from './history';
import { isLogged, logRecord } from './log-record';

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Most log events in one PutLogEvents. */
const BATCH = 1000;

/** Writes executions' events to the machines' log groups: at once, in order, without holding up the executions. */
export class LogWriters {
  private readonly writers = new Map<string, LogWriter>();

  constructor(private readonly cloud: CloudContext) {}

  /** What records the events of one execution. */
  listener(machine: StateMachine, executionArn: string, redriveCount = 0): (event: HistoryEvent) => void {
    const group = logGroupOf(machine);
    if (!group || machine.logging.level === 'OFF') return () => undefined;
    const writer = this.writer(machine.name, group);
    const { logging } = machine;
    return (event) => {
      if (!isLogged(logging, event)) return;
      writer.write({
        timestamp: event.timestamp,
        message: logRecord(event, executionArn, redriveCount, logging.includeExecutionData),
      });
    };
  }

  /** Waits until everything is written. */
  async flush(): Promise<void> {
    await Promise.all([...this.writers.values()].map((writer) => writer.flush()));
  }

  private writer(machine: string, group: string): LogWriter {
    const key = `${machine} ${group}`;
    let writer = this.writers.get(key);
    if (!writer) this.writers.set(key, (writer = new LogWriter(this.cloud, machine, group)));
    return writer;
  }
}

class LogWriter {
  private queue: LogEvent[] = [];
  private writing: Promise<void> | undefined;
  private readonly stream: string;

  constructor(
    private readonly cloud: CloudContext,
    private readonly machine: string,
    private readonly group: string,
  ) {
    const minute = new Date(cloud.clock.now()).toISOString().slice(0, 16).replace(/[T:]/g, '-');
    this.stream = `states/${machine}/${minute}/${randomBytes(4).toString('hex')}`;
  }

  write(event: LogEvent): void {
    this.queue.push(event);
    this.writing ??= this.drain();
  }

  async flush(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async drain(): Promise<void> {
    await new Promise(setImmediate);
    while (this.queue.length) await this.put(this.queue.splice(0, BATCH));
    this.writing = undefined;
  }

  /** Delivery is best effort, as on AWS: a refusal is told to the terminal and the events are lost. */
  private async put(logEvents: LogEvent[]): Promise<void> {
    const input = { logGroupName: this.group, logStreamName: this.stream, logEvents };
    try {
      await this.cloud.call('logs', 'PutLogEvents', input, { caller: `states:${this.machine}` });
    } catch (error) {
      this.cloud.log(`states: ${this.machine} could not write to ${this.group}: ${(error as Error).message}`);
    }
  }
}

function logGroupOf({ logging }: StateMachine): string | undefined {
  const arn = logging.destinations?.[0]?.cloudWatchLogsLogGroup.logGroupArn;
  return arn && /:log-group:([^:]+)/.exec(arn)?.[1];
}
