import { request } from 'node:http';
import type { Service } from '../../src/kernel/service';
import { clientOperations, type ClientOperation } from '../../src/support/client-operations';
import { withServices } from '../../src/support/served-cloud';
import { startEndpoint } from '../http/start-endpoint';

it('refuses each operation that it does not serve by name, in the protocol of its service', async () => {
  const wrong = await withServices(async (services) => {
    const endpoint = await startEndpoint(...services);
    const found: string[] = [];
    for (const service of services) found.push(...(await unnamed(endpoint.url, service)));
    await endpoint.close();
    return found;
  });
  expect(wrong).toEqual([]);
});

/** Operations that are not served and not refused by name. */
async function unnamed(url: string, service: Service): Promise<string[]> {
  const operations = await clientOperations(service.name);
  const refused = operations.filter(({ name }) => !Object.hasOwn(service.operations, name));
  const answers = await Promise.all(
    refused.map(async (operation) => ({ name: operation.name, ...(await call(url, service, operation)) })),
  );
  return answers.flatMap(({ name, status, body }) => {
    const message = `The local cloud does not support ${service.name}:${name}.`;
    const fits = status === 501 && body.includes(message) && body.startsWith(documentStart(service));
    return fits ? [] : [`${name}: ${status} ${body}`];
  });
}

function call(url: string, { name, protocol }: Service, operation: ClientOperation) {
  const [method, path] = operation.http ?? ['POST', '/'];
  const headers: Record<string, string> = {
    authorization: `AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/${name}/aws4_request, Signature=x`,
  };
  if (protocol.kind === 'json') headers['x-amz-target'] = `${protocol.targetPrefix}.${operation.name}`;
  if (protocol.kind === 'query') headers['content-type'] = 'application/x-www-form-urlencoded';
  const form = `Action=${operation.name}&Version=${protocol.kind === 'query' ? protocol.version : ''}`;
  const body = protocol.kind === 'query' ? form : '{}';
  return send(new URL(path.replace(/\{\w+\+?\}/g, 'some'), url), method, headers, body);
}

function documentStart({ protocol }: Service): string {
  return protocol.kind === 'query' ? '<ErrorResponse' : '{';
}

function send(url: URL, method: string, headers: Record<string, string>, body: string) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    outgoing.on('error', reject);
    outgoing.end(method === 'GET' || method === 'DELETE' ? undefined : body);
  });
}
