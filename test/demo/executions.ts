import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from './clients';

/** One run of the workflow, read from its log as the console does. */
export interface Execution {
  readonly arn: string;
  readonly input: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** `registered`, `duplicate`, `rejected`, `parked`, or `failed` when the queue delivers again. */
  readonly outcome?: string;
  readonly steps: readonly { readonly name: string; readonly at: number; readonly until?: number }[];
}

interface LogRecord {
  readonly type: string;
  readonly execution_arn: string;
  readonly event_timestamp: string;
  readonly details: { readonly name?: string; readonly input?: string; readonly output?: string };
}

/** Every execution that the log group holds, oldest first. */
export async function readExecutions({ logs }: Clients, logGroupName: string): Promise<Execution[]> {
  const byExecution = new Map<string, LogRecord[]>();
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
    for (const event of page.events ?? []) collect(byExecution, event.message);
    nextToken = page.nextToken;
  } while (nextToken);
  return [...byExecution]
    .map(([arn, records]) => toExecution(arn, records))
    .sort((a, b) => a.startedAt - b.startedAt);
}

/** A log group holds more than executions: what is no record of one is passed over. */
function collect(byExecution: Map<string, LogRecord[]>, message = ''): void {
  if (!message.startsWith('{')) return;
  const record = JSON.parse(message) as LogRecord;
  if (!record.execution_arn) return;
  byExecution.set(record.execution_arn, [...(byExecution.get(record.execution_arn) ?? []), record]);
}

function toExecution(arn: string, records: LogRecord[]): Execution {
  const started = records.find((record) => record.type === 'ExecutionStarted');
  const ended = records.find((record) => /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(record.type));
  return {
    arn,
    input: started?.details.input ?? '',
    startedAt: Number(started?.event_timestamp),
    endedAt: ended && Number(ended.event_timestamp),
    outcome: ended && outcomeOf(ended),
    steps: records
      .filter((record) => record.type.endsWith('StateEntered'))
      .map((entered) => toStep(entered, records)),
  };
}

function outcomeOf(ended: LogRecord): string {
  if (ended.type !== 'ExecutionSucceeded') return 'failed';
  return (JSON.parse(ended.details.output ?? '{}') as { outcome?: string }).outcome ?? 'succeeded';
}

function toStep(entered: LogRecord, records: LogRecord[]) {
  const { name = '' } = entered.details;
  const exited = records.find(
    (record) => record.type.endsWith('StateExited') && record.details.name === name,
  );
  return { name, at: Number(entered.event_timestamp), until: exited && Number(exited.event_timestamp) };
}
