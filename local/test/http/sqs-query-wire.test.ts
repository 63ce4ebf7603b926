import { XMLParser } from 'fast-xml-parser';
import { foundations } from '../../src/foundations';
import { createSqs } from '../../src/services/sqs/sqs-service';
import { startEndpoint } from './start-endpoint';

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
let path: string;

beforeEach(async () => {
  const { context, late } = foundations({ assemblyDir: '' });
  const sqs = createSqs(context);
  endpoint = await startEndpoint(sqs);
  late.endpoint = endpoint.url;
  const url = await ask('/', 'CreateQueue', {
    QueueName: 'q',
    'Attribute.1.Name': 'DelaySeconds',
    'Attribute.1.Value': '0',
  });
  path = new URL((url.CreateQueueResult as { QueueUrl: string }).QueueUrl).pathname;
});
afterEach(() => endpoint.close());

/** What a client from before SQS spoke JSON sends: a form to the queue's own path. */
async function ask(to: string, Action: string, parameters: Record<string, string> = {}) {
  const body = new URLSearchParams({ Action, Version: '2012-11-05', ...parameters });
  const text = await (await fetch(endpoint.url + to, { method: 'POST', body })).text();
  const document = new XMLParser({ parseTagValue: false }).parse(text) as Record<
    string,
    Record<string, unknown>
  >;
  return Object.values(document)[0] as Record<string, unknown>;
}

// SQS API reference, the query examples of each action.
describe('SQS in its older query protocol', () => {
  it('sends and receives messages with attributes', async () => {
    const sent = await ask(path, 'SendMessage', {
      MessageBody: 'hello <you>',
      'MessageAttribute.1.Name': 'kind',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'greeting',
    });
    const received = await ask(path, 'ReceiveMessage', {
      MaxNumberOfMessages: '10',
      'AttributeName.1': 'ApproximateReceiveCount',
      'MessageAttributeName.1': 'All',
    });
    expect(received.ReceiveMessageResult).toMatchObject({
      Message: {
        MessageId: (sent.SendMessageResult as { MessageId: string }).MessageId,
        Body: 'hello <you>',
        Attribute: { Name: 'ApproximateReceiveCount', Value: '1' },
        MessageAttribute: { Name: 'kind', Value: { DataType: 'String', StringValue: 'greeting' } },
      },
    });
  });

  it('speaks of several entries at once', async () => {
    const answer = await ask(path, 'SendMessageBatch', {
      'SendMessageBatchRequestEntry.1.Id': 'a',
      'SendMessageBatchRequestEntry.1.MessageBody': 'one',
      'SendMessageBatchRequestEntry.2.Id': 'b',
      'SendMessageBatchRequestEntry.2.MessageBody': 'two',
      'SendMessageBatchRequestEntry.2.DelaySeconds': '1',
    });
    expect(answer.SendMessageBatchResult).toMatchObject({
      SendMessageBatchResultEntry: [{ Id: 'a' }, { Id: 'b' }],
    });
  });

  it('tells attributes and queues as flattened lists', async () => {
    const attributes = await ask(path, 'GetQueueAttributes', { 'AttributeName.1': 'DelaySeconds' });
    const queues = await ask('/', 'ListQueues');
    expect(attributes.GetQueueAttributesResult).toEqual({ Attribute: { Name: 'DelaySeconds', Value: '0' } });
    expect(queues.ListQueuesResult).toEqual({ QueueUrl: endpoint.url + path });
  });

  it("names an error by the query protocol's code", async () => {
    expect(await ask('/000000000000/none', 'DeleteQueue')).toMatchObject({
      Error: { Type: 'Sender', Code: 'AWS.SimpleQueueService.NonExistentQueue' },
    });
  });
});
