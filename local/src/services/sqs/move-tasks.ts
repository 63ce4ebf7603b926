import { randomUUID } from 'node:crypto';
import { unsupported } from '../../kernel/aws-error';
import { runMoveTask, type MoveTask } from './move-task';
import type { Queue } from './queue';
import { redrivePolicy } from './queue-attributes';
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

  start({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }: StartInput) {
    if (rate !== undefined) throw unsupported('a rate of move tasks (MaxNumberOfMessagesPerSecond)');
    const source = this.queueOf('SourceArn', SourceArn);
    if (DestinationArn !== undefined) this.queueOf('DestinationArn', DestinationArn);
    this.checkSource(source);
    source.settle();
    const startedAt = this.queues.context.clock.now();
    const what = { sourceArn: source.arn, destinationArn: DestinationArn };
    const task: MoveTask = {
      ...{ id: randomUUID(), ...what, startedAt, toMove: source.held.ready.size },
      ...{ moved: 0, status: 'RUNNING' },
    };
    this.tasks.unshift(task);
    runMoveTask(this.queues, source, task, this.stopped.signal).catch(() => undefined);
    return { TaskHandle: handleOf(task) };
  }

  /** The latest tasks of a queue, up to ten. (SQS API reference, ListMessageMoveTasks) */
  list({ SourceArn, MaxResults = 1 }: { readonly SourceArn?: string; readonly MaxResults?: number }) {
    const { arn } = this.queueOf('SourceArn', SourceArn);
    const tasks = this.tasks.filter(({ sourceArn }) => sourceArn === arn);
    if (!(MaxResults >= 1 && MaxResults <= 10))
      throw refuse('Value for parameter MaxResults is invalid. It must be 1 to 10.');
    return { Results: tasks.slice(0, MaxResults).map(present) };
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
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt,
  };
}

function handleOf({ id, sourceArn }: MoveTask): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString('base64');
}

function refuse(message: string) {
  return sqsError('InvalidParameterValueException', message);
}

/** The queues that send what they give up to this one. */
function sourcesOf(queues: Queues, deadLetterArn: string): Queue[] {
  return queues
    .all()
    .filter(({ definition }) => redrivePolicy(definition.attributes)?.deadLetterTargetArn === deadLetterArn);
}
