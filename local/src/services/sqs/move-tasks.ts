import { randomUUID } from 'node:crypto';
import { runMoveTask, type MoveTask } from './move-task';
import type { Queue } from './queue';
import { sourcesOf } from './queue-operations';
import type { Queues } from './queues';
import { missingParameter, sqsError } from './sqs-error';

interface StartInput {
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
}

/** The tasks that move messages out of dead-letter queues; they end with the process. */
export class MoveTasks {
  private readonly tasks: MoveTask[] = [];
  private readonly stopped = new AbortController();

  constructor(private readonly queues: Queues) {}

  start({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: perSecond }: StartInput) {
    const source = this.queueOf('SourceArn', SourceArn);
    if (DestinationArn !== undefined) this.queueOf('DestinationArn', DestinationArn);
    this.checkSource(source);
    if (perSecond !== undefined && !(perSecond >= 1 && perSecond <= 500))
      throw refuse('Value for parameter MaxNumberOfMessagesPerSecond is invalid. It must be 1 to 500.');
    source.settle();
    const startedAt = this.queues.context.clock.now();
    const what = { sourceArn: source.arn, destinationArn: DestinationArn, perSecond };
    const task: MoveTask = {
      ...{ id: randomUUID(), ...what, startedAt, toMove: source.held.ready.size },
      ...{ moved: 0, status: 'RUNNING' },
    };
    this.tasks.unshift(task);
    runMoveTask(this.queues, source, task, this.stopped.signal).catch(() => (task.status = 'CANCELLED'));
    return { TaskHandle: handleOf(task) };
  }

  /** The latest tasks of a queue, up to ten. */
  list({ SourceArn, MaxResults = 1 }: { readonly SourceArn?: string; readonly MaxResults?: number }) {
    const { arn } = this.queueOf('SourceArn', SourceArn);
    const tasks = this.tasks.filter(({ sourceArn }) => sourceArn === arn);
    return { Results: tasks.slice(0, Math.min(10, MaxResults)).map(present) };
  }

  cancel({ TaskHandle = '' }: { readonly TaskHandle?: string }) {
    const { taskId, sourceArn } = readHandle(TaskHandle);
    this.queueOf('SourceArn', sourceArn);
    const task = this.tasks.find(({ id }) => id === taskId);
    if (!task) throw sqsError('ResourceNotFoundException', 'Task does not exist.', 404);
    if (task.status !== 'RUNNING')
      throw refuse('Only active tasks can be cancelled.', 'UnsupportedOperation');
    task.status = 'CANCELLING';
    return { ApproximateNumberOfMessagesMoved: task.moved };
  }

  stop(): void {
    this.stopped.abort(new Error('The local cloud stops.'));
  }

  private queueOf(parameter: string, arn: string | undefined): Queue {
    if (!arn) throw missingParameter(parameter);
    const queue = this.queues.byArn(arn);
    if (queue) return queue;
    const message = `The resource that you specified for the ${parameter} parameter doesn't exist.`;
    throw sqsError('ResourceNotFoundException', message, 404);
  }

  private checkSource({ arn }: Queue): void {
    if (sourcesOf(this.queues, arn).length === 0)
      throw refuse('Source queue must be configured as a Dead Letter Queue.');
    if (this.tasks.some(({ sourceArn, status }) => sourceArn === arn && status === 'RUNNING'))
      throw refuse(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
  }
}

function present(task: MoveTask) {
  return {
    ...(task.status === 'RUNNING' && { TaskHandle: handleOf(task) }),
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.perSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt,
  };
}

function handleOf({ id, sourceArn }: MoveTask): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString('base64');
}

function readHandle(handle: string): { taskId?: string; sourceArn?: string } {
  try {
    return JSON.parse(Buffer.from(handle, 'base64').toString()) as { taskId?: string; sourceArn?: string };
  } catch {
    throw refuse('Value for parameter TaskHandle is invalid.');
  }
}

function refuse(message: string, code = 'InvalidParameterValueException') {
  return sqsError(code, message);
}
