import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createSts } from '../../src/services/sts/sts-service';
import { clientConfig } from '../../testing/client-config';
import { startEndpoint } from './start-endpoint';

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
beforeEach(async () => {
  endpoint = await startEndpoint(createSts({ accountId: '000000000000' }));
});
afterEach(() => endpoint.close());

const REFUSAL = /^The local cloud does not serve "\S+"; it serves sts\.$/;

describe('a service that is not served', () => {
  it.each([
    ['a JSON client', () => new SQSClient(clientConfig(endpoint.url)).send(new ListQueuesCommand({}))],
    ['a REST client', () => new LambdaClient(clientConfig(endpoint.url)).send(new ListFunctionsCommand({}))],
    [
      'a query client',
      () => new CloudFormationClient(clientConfig(endpoint.url)).send(new DescribeStacksCommand({})),
    ],
  ])('is refused by name in the words of %s', async (_who, call) => {
    await expect(call()).rejects.toMatchObject({ message: expect.stringMatching(REFUSAL) as string });
  });

  it('is refused in CBOR when its client speaks that (CloudWatch metrics)', async () => {
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/monitoring/aws4_request',
      'smithy-protocol': 'rpc-v2-cbor',
    };
    const path = '/service/GraniteServiceVersion20100801/operation/PutMetricData';
    const response = await fetch(endpoint.url + path, { method: 'POST', headers });
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('smithy-protocol')).toBe('rpc-v2-cbor');
    expect(body[0]).toBe(0xa2);
    expect(body.toString()).toContain('The local cloud does not serve "monitoring"');
  });
});

describe('a request without a signature', () => {
  it('is routed by the version of its query protocol', async () => {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      body: new URLSearchParams('Action=GetCallerIdentity&Version=2011-06-15'),
    });
    expect(await response.text()).toContain('<Account>000000000000</Account>');
  });

  it('is refused when nothing says what it is for', async () => {
    const response = await fetch(`${endpoint.url}/bucket/key`);
    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({
      message: 'The local cloud does not serve GET /bucket/key without a signature; it serves sts.',
    });
  });
});

it('serves STS', async () => {
  const identity = await new STSClient(clientConfig(endpoint.url)).send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({ Account: '000000000000', Arn: 'arn:aws:iam::000000000000:root' });
});
