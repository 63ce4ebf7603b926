import type { CloudContext } from '../../kernel/cloud-context';
import type { Operation, Service } from '../../kernel/service';
import * as visibility from './change-message-visibility';
import { createQueue, type CreateQueueInput } from './create-queue';
import * as deletion from './delete-message';
import * as attributes from './get-queue-attributes';
import { MoveTasks } from './move-tasks';
import * as queue from './queue-operations';
import { queuePolicyResource, queueResource } from './queue-resource';
import { Queues } from './queues';
import { receiveMessage, type ReceiveMessageInput } from './receive-message';
import { sendMessage, sendMessageBatch } from './send-message';
import { queryErrorCodes } from './sqs-error';

/** Amazon SQS: standard queues. */
export function createSqs(context: CloudContext): Service {
  const queues = new Queues(context);
  const moveTasks = new MoveTasks(queues);
  const bind =
    <Input>(operation: (queues: Queues, input: Input) => unknown): Operation =>
    (input) =>
      operation(queues, input);
  return {
    name: 'sqs',
    protocol: { kind: 'json', version: '1.0', targetPrefix: 'AmazonSQS', queryErrorCodes },
    members: 'pascal',
    operations: {
      CreateQueue: (input: CreateQueueInput) => createQueue(queues, input),
      DeleteQueue: bind(queue.deleteQueue),
      GetQueueUrl: bind(queue.getQueueUrl),
      ListQueues: bind(queue.listQueues),
      GetQueueAttributes: bind(attributes.getQueueAttributes),
      SetQueueAttributes: bind(attributes.setQueueAttributes),
      SendMessage: bind(sendMessage),
      SendMessageBatch: bind(sendMessageBatch),
      ReceiveMessage: (input: ReceiveMessageInput, call) => receiveMessage(queues, input, call),
      DeleteMessage: bind(deletion.deleteMessage),
      DeleteMessageBatch: bind(deletion.deleteMessageBatch),
      ChangeMessageVisibility: bind(visibility.changeMessageVisibility),
      ChangeMessageVisibilityBatch: bind(visibility.changeMessageVisibilityBatch),
      StartMessageMoveTask: (input: Parameters<MoveTasks['start']>[0]) => moveTasks.start(input),
      ListMessageMoveTasks: (input: Parameters<MoveTasks['list']>[0]) => moveTasks.list(input),
    },
    resources: { 'AWS::SQS::Queue': queueResource(queues), 'AWS::SQS::QueuePolicy': queuePolicyResource },
    stop() {
      moveTasks.stop();
      for (const each of queues.all()) each.close();
    },
  };
}
