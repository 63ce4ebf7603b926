import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { contractCloud, unique } from './contract-cloud';

// What no page of AWS says and answers of AWS show.
const cloud = contractCloud({ timeScale: 1 });
let sqs: SQSClient;

beforeAll(() => {
  sqs = new SQSClient(cloud.config);
});

async function queue(more: object = {}) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: unique('queue'), ...more }));
  cloud.afterwards(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
  return QueueUrl;
}

async function receive(QueueUrl: string, VisibilityTimeout: number) {
  const input = { QueueUrl, VisibilityTimeout, WaitTimeSeconds: 2 };
  return (await sqs.send(new ReceiveMessageCommand(input))).Messages?.[0];
}

it('a message is given back by an earlier handle too', async () => {
  const QueueUrl = await queue();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'text' }));
  const first = await receive(QueueUrl, 0);
  await receive(QueueUrl, 60);
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      ...{ QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 },
    }),
  );
  expect(await receive(QueueUrl, 60)).toMatchObject({ MessageId: first?.MessageId });
});

it('a message is deleted by an earlier handle too', async () => {
  const QueueUrl = await queue();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'text' }));
  const first = await receive(QueueUrl, 0);
  await receive(QueueUrl, 0);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
  expect(await receive(QueueUrl, 0)).toBeUndefined();
});

it('an attribute may have letters of every alphabet in its name, and no control character in its value', async () => {
  const QueueUrl = await queue();
  const send = (name: string, StringValue: string) =>
    sqs.send(
      new SendMessageCommand({
        ...{ QueueUrl, MessageBody: 'x' },
        MessageAttributes: { [name]: { DataType: 'String', StringValue } },
      }),
    );
  await expect(send('größe.1', 'x')).resolves.toHaveProperty('MD5OfMessageAttributes');
  await expect(send('gr§ße', 'x')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(send('a', 'x\b')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
});

it('a message too long for its queue is refused in other words within a batch', async () => {
  const QueueUrl = await queue({ Attributes: { MaximumMessageSize: '1024' } });
  const MessageBody = 'x'.repeat(1025);
  await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))).rejects.toMatchObject({
    message: 'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
  });
  const Entries = [{ Id: 'a', MessageBody }];
  const { Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(Failed?.[0]?.Message).toBe(
    'One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.',
  );
});

it('an empty name is no name', async () => {
  await expect(sqs.send(new CreateQueueCommand({ QueueName: '' }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
  });
});
