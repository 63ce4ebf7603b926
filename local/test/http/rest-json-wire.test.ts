import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { AwsError } from '../../src/kernel/aws-error';
import type { Operation, Route, Service } from '../../src/kernel/service';
import { clientConfig } from '../../testing/client-config';
import { startEndpoint } from './start-endpoint';

const INVOKE: Route = {
  operation: 'Invoke',
  method: 'POST',
  path: '/2015-03-31/functions/{FunctionName}/invocations',
  query: { Qualifier: 'Qualifier' },
  headers: { 'x-amz-invocation-type': 'InvocationType' },
  payload: 'Payload',
  outputPayload: 'Payload',
  outputHeaders: { FunctionError: 'x-amz-function-error' },
  outputStatus: 'StatusCode',
};

function restService(name: string, routes: Route[], operations: Record<string, Operation>): Service {
  return { name, protocol: { kind: 'rest-json', routes }, members: 'pascal', operations };
}

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
afterEach(() => endpoint.close());

// Smithy 2.0, "AWS restJson1 protocol" and "HTTP binding traits".
describe('REST JSON', () => {
  it('takes members from path, query, headers and body, and gives them back the same ways', async () => {
    const seen: unknown[] = [];
    const invoke = (input: { Payload: Uint8Array }) => {
      seen.push({ ...input, Payload: Buffer.from(input.Payload).toString() });
      return { StatusCode: 200, FunctionError: 'Unhandled', Payload: Buffer.from('{"ok":false}') };
    };
    endpoint = await startEndpoint(restService('lambda', [INVOKE], { Invoke: invoke }));
    const FunctionName = 'arn:aws:lambda:us-east-1:000000000000:function:f';
    const command = new InvokeCommand({
      FunctionName,
      Qualifier: '1',
      InvocationType: 'Event',
      Payload: '{"a":1}',
    });
    const answer = await new LambdaClient(clientConfig(endpoint.url)).send(command);
    expect(seen).toEqual([{ FunctionName, Qualifier: '1', InvocationType: 'Event', Payload: '{"a":1}' }]);
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(Buffer.from(answer.Payload ?? []).toString()).toBe('{"ok":false}');
  });

  it('hands integers through to the digit where the service asks for it', async () => {
    const routes: Route[] = [{ operation: 'ExecuteStatement', method: 'POST', path: '/Execute' }];
    const echo = ({ parameters }: { parameters: unknown }) => ({ records: parameters });
    const service = restService('rds-data', routes, { ExecuteStatement: echo });
    endpoint = await startEndpoint({
      ...service,
      protocol: { kind: 'rest-json', routes, exactIntegers: true },
    });
    const parameters = '[{"name":"l","value":{"longValue":9223372036854775807}}]';
    const answer = await fetch(`${endpoint.url}/Execute`, {
      method: 'POST',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260102/us-east-1/rds-data/aws4_request' },
      body: `{"parameters":${parameters}}`,
    });
    expect(await answer.text()).toBe(`{"records":${parameters}}`);
  });

  it('takes a path with a slash at its end', async () => {
    const list: Route = { operation: 'ListFunctions', method: 'GET', path: '/2015-03-31/functions' };
    endpoint = await startEndpoint(
      restService('lambda', [list], { ListFunctions: () => ({ Functions: [] }) }),
    );
    const answer = await new LambdaClient(clientConfig(endpoint.url)).send(new ListFunctionsCommand({}));
    const slashed = await fetch(`${endpoint.url}/2015-03-31/functions/`);
    expect(answer.Functions).toEqual([]);
    expect(await slashed.json()).toEqual({ Functions: [] });
  });

  it('names the error in a header', async () => {
    const route: Route = { operation: 'ExecuteStatement', method: 'POST', path: '/Execute' };
    const refuse = () => {
      throw new AwsError('DatabaseResumingException', 'The database is resuming.', 400);
    };
    endpoint = await startEndpoint(restService('rds-data', [route], { ExecuteStatement: refuse }));
    const command = new ExecuteStatementCommand({ resourceArn: 'a', secretArn: 's', sql: 'SELECT 1' });
    await expect(new RDSDataClient(clientConfig(endpoint.url)).send(command)).rejects.toMatchObject({
      name: 'DatabaseResumingException',
      message: 'The database is resuming.',
    });
  });

  it('refuses an operation that it has no route for, by method and path', async () => {
    endpoint = await startEndpoint(restService('lambda', [INVOKE], {}));
    await expect(
      new LambdaClient(clientConfig(endpoint.url)).send(new ListFunctionsCommand({})),
    ).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'The local cloud does not support lambda at GET /2015-03-31/functions.',
    });
  });

  it('refuses a path that no operation has, by method and path', async () => {
    endpoint = await startEndpoint(restService('shop', [INVOKE], {}));
    const authorization = 'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/shop/aws4_request, Signature=x';
    const answer = await fetch(`${endpoint.url}/baskets`, { headers: { authorization } });
    expect(answer.status).toBe(501);
    expect(await answer.json()).toEqual({
      message: 'The local cloud does not support shop at GET /baskets.',
    });
  });

  it('refuses a label that is not percent-encoded text', async () => {
    endpoint = await startEndpoint(restService('lambda', [INVOKE], {}));
    const response = await fetch(`${endpoint.url}/2015-03-31/functions/%E0%A4%A/invocations`, {
      method: 'POST',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('SerializationException');
  });
});
