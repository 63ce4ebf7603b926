import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Call, Service } from '../../src/kernel/service';
import { openEndpoint } from '../../src/http/endpoint';
import { LARGEST_BODY } from '../../src/http/read-body';
import { startEndpoint } from './start-endpoint';

const SIGNED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/events/aws4_request, Signature=x',
};
const TARGET = { ...SIGNED, 'x-amz-target': 'AWSEvents.Echo' };

let calls: Call[];
let endpoint: Awaited<ReturnType<typeof startEndpoint>>;

const events: Service = {
  name: 'events',
  members: 'pascal',
  protocol: { kind: 'json', version: '1.1', targetPrefix: 'AWSEvents' },
  operations: {
    Echo: (input: object) => input,
    Break: () => {
      throw new TypeError('a bug');
    },
    Wait: (_input: object, call: Call) =>
      new Promise((_resolve, reject) => {
        calls.push(call);
        call.signal.addEventListener('abort', () => reject(call.signal.reason as Error));
      }),
  },
};

beforeEach(async () => {
  calls = [];
  endpoint = await startEndpoint(events);
});
afterEach(() => endpoint.close());

/** `fetch` sets Host and Origin itself, so these tests speak through `node:http`. */
function send(options: {
  headers?: Record<string, string>;
  body?: string | Buffer;
  path?: string;
  method?: string;
}) {
  return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const { headers = TARGET, path = '/', method = 'POST' } = options;
      const outgoing = request(endpoint.url + path, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            headers: response.headers,
          }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(method === 'GET' ? undefined : (options.body ?? '{}'));
    },
  );
}

describe('the endpoint', () => {
  it('answers with a request id, and keeps the connection', async () => {
    const answer = await send({ body: '{"a":1}' });
    expect(answer).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[\da-f-]{36}$/);
    expect(answer.headers.connection).toBe('keep-alive');
  });

  it('answers a request whose credentials stand in the query', async () => {
    const path = `/?X-Amz-Credential=${encodeURIComponent('k/20260101/us-east-1/events/aws4_request')}`;
    expect(await send({ path, headers: { 'x-amz-target': 'AWSEvents.Echo' } })).toMatchObject({
      status: 200,
    });
  });

  it('answers a client that asks before it sends its body', async () => {
    expect(await send({ headers: { ...TARGET, expect: '100-continue' }, body: '{"b":2}' })).toMatchObject({
      status: 200,
      body: '{"b":2}',
    });
  });

  it('unpacks a gzipped body', async () => {
    const headers = { ...TARGET, 'content-encoding': 'gzip' };
    expect(await send({ headers, body: gzipSync('{"c":3}') })).toMatchObject({
      status: 200,
      body: '{"c":3}',
    });
  });

  it.each([
    [
      'says that it is too large',
      { 'content-length': String(LARGEST_BODY + 1) },
      Buffer.alloc(LARGEST_BODY + 1),
    ],
    ['turns out too large', { 'transfer-encoding': 'chunked' }, Buffer.alloc(LARGEST_BODY + 1)],
    ['unpacks to too much', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(LARGEST_BODY + 1))],
  ])('refuses a body that %s', async (_how, headers, body) => {
    const answer = await send({ headers: { ...TARGET, ...headers }, body });
    expect(answer.status).toBe(413);
    expect(answer.headers['x-amzn-errortype']).toBe('RequestEntityTooLarge');
    expect(await send({})).toMatchObject({ status: 200 });
  });

  it('refuses an encoding that it cannot unpack, and gzip that is none', async () => {
    expect(await send({ headers: { ...TARGET, 'content-encoding': 'br' } })).toMatchObject({ status: 415 });
    expect(await send({ headers: { ...TARGET, 'content-encoding': 'gzip' } })).toMatchObject({ status: 400 });
  });

  it.each([
    ['a host name of the internet', { host: 'rebound.example.com' }],
    ['a host name that begins like ours', { host: 'localhost.example.com' }],
    ['a web page of another origin', { origin: 'https://example.com' }],
    ['a web page without an origin', { origin: 'null' }],
    ['an image in a web page', { 'sec-fetch-site': 'cross-site' }],
    ['a web page on another port', { 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', async (_who, headers) => {
    expect(await send({ headers: { ...TARGET, ...headers } })).toMatchObject({ status: 403 });
    expect(await send({ path: '/_local/faults', headers, method: 'GET' })).toMatchObject({ status: 403 });
  });

  it.each(['localhost', 'localhost:4566', '127.0.0.1:1', '[::1]:4566', 'sync-127.0.0.1:4566'])(
    'takes the host name %s',
    async (host) => {
      expect(await send({ headers: { ...TARGET, host } })).toMatchObject({ status: 200 });
    },
  );

  it('lets no web page read an answer: it sends no CORS headers', async () => {
    const answer = await send({
      headers: { ...TARGET, 'access-control-request-method': 'POST' },
      method: 'OPTIONS',
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('tells the operation that its client has hung up', async () => {
    const outgoing = request(endpoint.url, {
      method: 'POST',
      headers: { ...SIGNED, 'x-amz-target': 'AWSEvents.Wait' },
    });
    outgoing.on('error', () => {});
    outgoing.end('{}');
    while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const aborted = new Promise((resolve) => calls[0]?.signal.addEventListener('abort', resolve));
    outgoing.destroy();
    await aborted;
    expect(await send({})).toMatchObject({ status: 200 });
  });

  it('tells a bug of its own as such, and its watcher where it is', async () => {
    const answer = await send({ headers: { ...SIGNED, 'x-amz-target': 'AWSEvents.Break' } });
    expect(answer).toMatchObject({ status: 500 });
    expect(JSON.parse(answer.body)).toMatchObject({
      __type: 'InternalFailure',
      message: 'The local cloud failed: a bug',
    });
    expect(endpoint.logged.join()).toContain('TypeError: a bug');
  });

  it.each([
    '\r\n\r\n',
    'GET\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
    '\0\0\0',
  ])('survives %j instead of a request', async (garbage) => {
    const { port } = new URL(endpoint.url);
    await new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(garbage));
      socket.on('error', resolve).on('close', resolve).resume();
    });
    expect(await send({})).toMatchObject({ status: 200 });
  });
});

it('says what to do when its port is taken', async () => {
  const port = Number(new URL(endpoint.url).port);
  const options = { host: '127.0.0.1', port } as Parameters<typeof openEndpoint>[0];
  await expect(openEndpoint(options)).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${port}: something else uses it already; stop that, or give another --port.`,
  );
});
