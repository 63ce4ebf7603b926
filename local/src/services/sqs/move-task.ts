import { randomUUID } from 'node:crypto';
import type { Held } from './held-messages';
import type { Queue } from './queue';
import type { Queues } from './queues';

/** One run that empties a dead-letter queue. */
export interface MoveTask {
  readonly id: string;
  readonly sourceArn: string;
  readonly destinationArn?: string;
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'FAILED';
  failureReason?: string;
}

/**
 * Moves what is visible to its destination, else to the queue that gave it up. A moved message is a new one: new id, sent
 * now, never received. (SQS developer guide, "Using dead-letter queues", and SQS API reference, StartMessageMoveTask)
 */
export async function runMoveTask(
  queues: Queues,
  source: Queue,
  task: MoveTask,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = queues.context;
  while (task.moved < task.toMove) {
    source.settle();
    const [held] = source.held.ready.values();
    if (!held) break;
    const target = queues.byArn(task.destinationArn ?? held.message.deadLetterSource ?? '');
    if (!target) return fail(task, held);
    moveMessage(source, target, held, clock.now());
    task.moved++;
    if (task.moved % 100 === 0) await new Promise(setImmediate);
    if (signal.aborted) return;
  }
  task.status = 'COMPLETED';
}

function moveMessage(source: Queue, target: Queue, held: Held, now: number): void {
  const message = { ...held.message, id: randomUUID(), sentAt: now, deadLetterSource: undefined };
  target.add(message, { visibleAt: now, receives: 0 });
  source.drop(held);
}

function fail(task: MoveTask, { message }: Held): void {
  const sent = task.destinationArn ?? message.deadLetterSource;
  task.failureReason = sent ? 'AWS.SimpleQueueService.NonExistentQueue' : 'CouldNotDetermineMessageSource';
  task.status = 'FAILED';
}
