import {
  GetTopicAttributesCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { AwsError } from '../../src/kernel/aws-error';
import type { Operation, Service } from '../../src/kernel/service';
import { clientConfig } from '../../testing/client-config';
import { startEndpoint } from './start-endpoint';

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
afterEach(() => endpoint.close());

async function snsClient(operations: Record<string, Operation>): Promise<SNSClient> {
  const service: Service = {
    name: 'sns',
    members: 'pascal',
    protocol: {
      kind: 'query',
      version: '2010-03-31',
      xmlNamespace: 'http://sns.test/',
      maps: ['Attributes'],
    },
    operations,
  };
  endpoint = await startEndpoint(service);
  return new SNSClient(clientConfig(endpoint.url));
}

// Smithy 2.0, "AWS query protocol".
describe('the query protocol', () => {
  it('reads maps of structures, maps of texts and lists from the form', async () => {
    const seen: unknown[] = [];
    const record = (input: object) => {
      seen.push(input);
      return { MessageId: 'm', SubscriptionArn: 's', Successful: [], Failed: [] };
    };
    const client = await snsClient({ Publish: record, Subscribe: record, PublishBatch: record });
    await client.send(
      new PublishCommand({
        TopicArn: 't',
        Message: 'a&b=c é',
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
      }),
    );
    await client.send(
      new SubscribeCommand({ TopicArn: 't', Protocol: 'sqs', Attributes: { RawMessageDelivery: 'true' } }),
    );
    await client.send(
      new PublishBatchCommand({
        TopicArn: 't',
        PublishBatchRequestEntries: Array.from({ length: 10 }, (_, id) => ({ Id: `${id}`, Message: 'm' })),
      }),
    );
    expect(seen).toEqual([
      {
        TopicArn: 't',
        Message: 'a&b=c é',
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
      },
      { TopicArn: 't', Protocol: 'sqs', Attributes: { RawMessageDelivery: 'true' } },
      {
        TopicArn: 't',
        PublishBatchRequestEntries: Array.from({ length: 10 }, (_, id) => ({ Id: `${id}`, Message: 'm' })),
      },
    ]);
  });

  it('writes maps as entries, lists as members, and escapes text', async () => {
    const client = await snsClient({
      GetTopicAttributes: () => ({ Attributes: { DisplayName: '<a> & "b"\r\u0001', Owner: '0' } }),
      PublishBatch: () => ({
        Successful: [
          { Id: '1', MessageId: 'm1' },
          { Id: '2', MessageId: 'm2' },
        ],
        Failed: [],
      }),
    });
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: 't' }));
    const { Successful } = await client.send(
      new PublishBatchCommand({ TopicArn: 't', PublishBatchRequestEntries: [{ Id: '1', Message: 'm' }] }),
    );
    expect(Attributes).toEqual({ DisplayName: '<a> & "b"\r\uFFFD', Owner: '0' });
    expect(Successful?.map(({ MessageId }) => MessageId)).toEqual(['m1', 'm2']);
  });

  it('tells an error as XML', async () => {
    const client = await snsClient({
      Publish: () => {
        throw new AwsError('NotFound', 'Topic does not exist', 404);
      },
    });
    await expect(client.send(new PublishCommand({ TopicArn: 't', Message: 'm' }))).rejects.toMatchObject({
      Error: { Code: 'NotFound', Type: 'Sender' },
      message: 'Topic does not exist',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('refuses a form without an action, with too deep a name, and with too many parameters', async () => {
    await snsClient({ Publish: () => ({}) });
    const post = async (body: string) => {
      const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/sns/aws4_request' };
      return (await fetch(endpoint.url, { method: 'POST', headers, body: new URLSearchParams(body) })).text();
    };
    expect(await post('Version=2010-03-31')).toContain('<Code>MissingAction</Code>');
    expect(await post(`Action=Publish&${'a.'.repeat(5000)}a=1`)).toContain(
      '<Code>MalformedQueryString</Code>',
    );
    const many = Array.from({ length: 10_001 }, (_, index) => `a${index}=1`).join('&');
    expect(await post(`Action=Publish&${many}`)).toContain('<Code>MalformedQueryString</Code>');
  });

  it('does not let a form write to prototypes', async () => {
    const seen: object[] = [];
    await snsClient({ Publish: (input: object) => seen.push(input) });
    const body = new URLSearchParams('Action=Publish&Version=2010-03-31&__proto__.polluted=1&constructor=2');
    await fetch(endpoint.url, { method: 'POST', body });
    expect(Object.keys(seen[0] as object).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
