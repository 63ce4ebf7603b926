import { createSts } from '../../src/services/sts/sts-service';
import { AwsError } from '../../src/kernel/aws-error';
import { startEndpoint } from './start-endpoint';

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
afterEach(() => endpoint.close());

async function call(method: string, path: string, body?: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${endpoint.url}/_local/${path}`, { method, body: text });
  const answer = await response.text();
  return { status: response.status, body: answer === '' ? undefined : (JSON.parse(answer) as unknown) };
}

describe("the local cloud's own API", () => {
  beforeEach(async () => {
    endpoint = await startEndpoint({
      ...createSts({ accountId: '1' }),
      local: [
        {
          method: 'POST',
          path: 'notes/{Id}',
          handle: ({ labels, query, body }) => ({ labels, page: query.get('page'), body }),
        },
        {
          method: 'GET',
          path: 'notes',
          handle: () => {
            throw new AwsError('NotFound', 'No notes.', 404);
          },
        },
      ],
    });
  });

  it('tells its health', async () => {
    expect(await call('GET', 'health')).toEqual({
      status: 200,
      body: { ready: true, services: ['sts'], resources: ['Queue'] },
    });
  });

  it('is unavailable until it is ready', async () => {
    endpoint.health.ready = false;

    expect(await call('GET', 'health')).toMatchObject({ status: 503, body: { ready: false } });
  });

  it("serves a service's own routes", async () => {
    expect(await call('POST', 'notes/a%20b?page=2', { text: 'x' })).toEqual({
      status: 200,
      body: { labels: { Id: 'a b' }, page: '2', body: { text: 'x' } },
    });
    expect(await call('GET', 'notes')).toEqual({ status: 404, body: { message: 'No notes.' } });
  });

  it('names what there is when asked for what there is not', async () => {
    const { status, body } = await call('GET', 'nothing');
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('there is GET /_local/health,');
  });

  it('sets, lists and removes faults that hit calls', async () => {
    const error = { code: 'Throttling', message: 'Slow down', status: 429 };
    const fault = { service: 'sts', operation: 'GetCallerIdentity', error, times: 1 };
    expect(await call('POST', 'faults', fault)).toEqual({ status: 200, body: { id: 'fault-1' } });
    const form = () => new URLSearchParams('Action=GetCallerIdentity&Version=2011-06-15');
    const hit = await fetch(endpoint.url, { method: 'POST', body: form() });
    expect(hit.status).toBe(429);
    expect(await hit.text()).toContain('<Code>Throttling</Code><Message>Slow down</Message>');
    expect((await fetch(endpoint.url, { method: 'POST', body: form() })).status).toBe(200);
    expect(await call('GET', 'faults')).toEqual({
      status: 200,
      body: { faults: [{ id: 'fault-1', fault, hits: 1 }] },
    });
    expect(await call('DELETE', 'faults/fault-1')).toEqual({ status: 204, body: undefined });
    expect(await call('DELETE', 'faults/fault-1')).toMatchObject({ status: 404 });
    await call('POST', 'faults', { service: 'sts', delay: 1 });
    await call('DELETE', 'faults');
    expect(await call('GET', 'faults')).toEqual({ status: 200, body: { faults: [] } });
  });

  it.each([
    ['not JSON', '{', /is not JSON/],
    ['no object', [], /must be a JSON object/],
    ['nothing', undefined, /must be a JSON object/],
    ['no service', { delay: 1 }, /service is missing/],
    ['a service that is not served', { service: 's3', delay: 1 }, /no service "s3"; known: sts\./],
    [
      'an unknown operation',
      { service: 'sts', operation: 'X', delay: 1 },
      /no operation "X" in sts; known: GetCallerIdentity\./,
    ],
    ['an unknown member', { service: 'sts', delay: 1, tims: 2 }, /tims is unknown \(known: service,/],
    ['an unknown member of its error', { service: 'sts', error: { code: 'A', x: 1 } }, /error\.x is unknown/],
    ['an error without a code', { service: 'sts', error: {} }, /error\.code is missing/],
    ['a rate above one', { service: 'sts', delay: 1, rate: 2 }, /rate must be above 0, at most 1, not 2/],
    ['no effect', { service: 'sts' }, /it has no effect: give error, response, delay/],
    [
      'an answer of which nothing is lost',
      { service: 'sts', duplicate: true, afterEffect: true },
      /afterEffect needs/,
    ],
  ])('refuses a fault with %s', async (_what, fault, message) => {
    const { status, body } = await call('POST', 'faults', fault);
    expect(status).toBe(400);
    expect((body as { message: string }).message).toMatch(message);
  });
});
