import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { withEveryService } from '../../testing/every-service';
import { startEndpoint } from './start-endpoint';

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
let done: () => void;
let served: Promise<void>;

beforeAll(async () => {
  const finished = new Promise<void>((resolve) => (done = resolve));
  await new Promise<void>((started) => {
    served = withEveryService(async (services) => {
      endpoint = await startEndpoint(...services);
      started();
      await finished;
      await endpoint.close();
    });
  });
});
afterAll(async () => {
  done();
  await served;
});
afterEach(async () => {
  const form = 'Action=GetCallerIdentity&Version=2011-06-15';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await send('sts', headers, form)).toMatchObject({ status: 200 });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send(service: string, headers: Record<string, string>, body: string | Buffer, path = '/') {
  const authorization = `AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/${service}/aws4_request, Signature=x`;
  return new Promise<Answer>((resolve, reject) => {
    const options = { method: 'POST', path, headers: { authorization, ...headers } };
    const outgoing = request(new URL(endpoint.url), options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const call = (service: string, target: string, input: object | string) =>
  send(service, { 'x-amz-target': target }, typeof input === 'string' ? input : JSON.stringify(input));

/** Writes bytes and reads until the endpoint hangs up or nothing more comes. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(endpoint.url).port), '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (chunk) => (answer += String(chunk)));
    socket.on('error', () => resolve(answer)).on('close', () => resolve(answer));
  });
}

describe('a request that smuggles', () => {
  const POST = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n';
  it.each([
    ['two ways to end', `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', `${POST}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd`],
    ['two encodings', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`],
    ['a blank before a colon', `${POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
    ['a chunk of no length', `${POST}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`],
    ['no host', 'POST / HTTP/1.1\r\n\r\n'],
  ])('by %s is refused, and its connection closed', async (_how, bytes) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it.each([
    ['headers without end', Array.from({ length: 5000 }, (_, index) => `x${index}: y\r\n`).join('')],
    ['one endless header', `x: ${'y'.repeat(100_000)}\r\n`],
  ])('with %s is refused', async (_how, headers) => {
    expect(await raw(`${POST}${headers}\r\n`)).toMatch(/^HTTP\/1\.1 431/);
  });
});

describe("names of an object's own members", () => {
  it.each<[service: string, target: string, input: string]>([
    ['sqs', 'AmazonSQS.__proto__', '{}'],
    ['sqs', 'AmazonSQS.constructor', '{}'],
    ['sqs', 'AmazonSQS.CreateQueue', '{"QueueName":"q","Attributes":{"__proto__":"1","constructor":"2"}}'],
    [
      'events',
      'AWSEvents.PutRule',
      '{"Name":"__proto__","EventPattern":"{\\"a\\":[{\\"constructor\\":1}]}"}',
    ],
    ['dynamodb', 'DynamoDB_20120810.GetItem', '{"TableName":"__proto__","Key":{"__proto__":{"S":"x"}}}'],
    ['logs', 'Logs_20140328.GetLogEvents', '{"logGroupName":"__proto__","logStreamName":"constructor"}'],
    ['secretsmanager', 'secretsmanager.GetSecretValue', '{"SecretId":"constructor"}'],
  ])('are refused by %s for %s and leave no trace', async (service, target, input) => {
    const { status } = await call(service, target, input);
    expect([400, 404, 501]).toContain(status);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

it.each(['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/_local/../../etc/passwd', '//', '*'])(
  'finds no file at %s',
  async (path) => {
    const { status, body } = await send('lambda', {}, '{}', path);
    expect([400, 404, 501]).toContain(status);
    expect(body).not.toContain('root:');
  },
);

describe('what is nested without end', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const event = (detail: string) =>
    `{"id":"1","account":"1","source":"x","time":"2026-01-01T00:00:00Z","region":"r","detail-type":"d","detail":${detail}}`;

  it.each<[what: string, service: string, target: string, input: object | string]>([
    ['a body', 'sqs', 'AmazonSQS.CreateQueue', `{"QueueName":"q","x":${nested(200_000)}}`],
    [
      'a pattern',
      'events',
      'AWSEvents.TestEventPattern',
      { EventPattern: nested(20_000), Event: event('{}') },
    ],
    [
      'an event',
      'events',
      'AWSEvents.TestEventPattern',
      { EventPattern: '{"a":["x"]}', Event: event(nested(100_000)) },
    ],
  ])('%s is refused', async (_what, service, target, input) => {
    expect(await call(service, target, input)).toMatchObject({ status: 400 });
  });
});

describe('an expression that would not end', () => {
  const run = (expression: string) =>
    call('states', 'AWSStepFunctions.TestState', {
      definition: JSON.stringify({
        ...{ QueryLanguage: 'JSONata', Type: 'Pass', End: true, Output: `{% ${expression} %}` },
      }),
    });

  it.each([
    ['calls itself for ever', '($f := function($n) { $f($n + 1) }; $f(0))'],
    ['calls itself deeply', '($f := function($n) { 1 + $f($n + 1) }; $f(0))'],
    ['backtracks', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /(a+)+$/)'],
    ['backtracks in a long text', '$replace($pad("a", 50000, "a") & "!", /(a|aa)+$/, "b")'],
    ['joins everything with everything', '($x := [1..300000]; $x@$a.$x@$b.{"a": $a})'],
    ['doubles a text', '($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("aaaaaaaa", 40))'],
    ['pads', '$pad("a", 1000000000)'],
    ['counts far', '$sum([1..9000000])'],
    ['sorts a long array by what it has to work out', '$sort([1..300000], function($l, $r) { $l < $r })'],
    ['backtracks with two repetitions', '$match($pad("", 8000, "a"), /a*a*b/)'],
  ])('and %s is stopped', async (_what, expression) => {
    const { status, body } = await run(expression);
    expect({ status, error: (JSON.parse(body) as { error?: string }).error }).toEqual({
      status: 200,
      error: 'States.QueryEvaluationError',
    });
  });
});

it('refuses a wildcard of many stars and a pattern of many alternatives', async () => {
  const ors = Array.from({ length: 30 }, (_, index) => [`k${index}`, { $or: [{ a: [1] }, { b: [1] }] }]);
  for (const pattern of [{ a: [{ wildcard: '*a'.repeat(40) }] }, Object.fromEntries(ors) as object]) {
    const input = { EventPattern: JSON.stringify(pattern), Event: '{}' };
    expect(await call('events', 'AWSEvents.TestEventPattern', input)).toMatchObject({ status: 400 });
  }
});

it('refuses a body of more members than any call has, before it makes an object of them', async () => {
  const members = Array.from({ length: 100_001 }, (_, index) => `"k${index}":1`);
  expect(await call('sqs', 'AmazonSQS.ListQueues', `{${members.join()}}`)).toMatchObject({
    status: 400,
    body: expect.stringContaining('more than 100000 members') as string,
  });
});

it('refuses a small body that unpacks to a huge one', async () => {
  const headers = { 'x-amz-target': 'AmazonSQS.ListQueues', 'content-encoding': 'gzip' };
  expect(await send('sqs', headers, gzipSync(Buffer.alloc(50_000_000)))).toMatchObject({ status: 413 });
});

it('answers others while hundreds of clients send their headers byte by byte', async () => {
  const port = Number(new URL(endpoint.url).port);
  const slow: Socket[] = Array.from({ length: 500 }, () => connect(port, '127.0.0.1'));
  for (const socket of slow)
    socket.on('error', () => {}).write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-a: ');
  expect(await call('sqs', 'AmazonSQS.ListQueues', {})).toMatchObject({ status: 200 });
  for (const socket of slow) socket.destroy();
});
