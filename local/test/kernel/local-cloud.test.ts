import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '../../src/local-cloud';
import type { LocalCloudOptions } from '../../src/local-cloud-options';
import { writeAssembly } from '../assembly/write-assembly';
import { clientConfig } from '../../testing/client-config';

const template = {
  Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
  Outputs: { QueueUrl: { Value: { Ref: 'Queue' } } },
};
const assemblyDir = writeAssembly(template);

const running: LocalCloud[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((cloud) => cloud.stop()));
});

/** Without a cluster in the template the embedded database would only load in vain. */
async function start(options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> {
  const cloud = await startLocalCloud({
    assemblyDir,
    databaseUrl: 'postgres://127.0.0.1:1/none',
    ...options,
  });
  running.push(cloud);
  return cloud;
}

describe('the local cloud', () => {
  it('serves the resources of the template, and tells their outputs', async () => {
    const cloud = await start();
    const client = new SQSClient(clientConfig(cloud.endpoint));
    await client.send(new SendMessageCommand({ QueueUrl: cloud.outputs.QueueUrl, MessageBody: 'hello' }));
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: cloud.outputs.QueueUrl }));
    expect(Messages?.[0]?.Body).toBe('hello');
  });

  it('begins anew under the same endpoint, faults and time as well', async () => {
    const cloud = await start({ databaseUrl: undefined });
    const client = new SQSClient(clientConfig(cloud.endpoint));
    const { QueueUrl } = cloud.outputs;
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    cloud.faults.add({ service: 'sqs', delay: 1 });
    await fetch(`${cloud.endpoint}/_local/time`, { method: 'POST', body: '{"forwardSeconds": 86400}' });

    const { status } = await fetch(`${cloud.endpoint}/_local/reset`, { method: 'POST' });

    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    const health = await fetch(`${cloud.endpoint}/_local/health`);
    expect([status, health.status, Messages]).toEqual([204, 200, []]);
    expect(cloud.faults.list()).toEqual([]);
    expect(cloud.clock.now() - Date.now()).toBeLessThan(60_000);
    expect(cloud.outputs.QueueUrl).toBe(QueueUrl);
  });

  it('does not throw away by a reset what is kept', async () => {
    const cloud = await start({ dataDir: mkdtempSync(join(tmpdir(), 'kept-')) });

    const answer = await fetch(`${cloud.endpoint}/_local/reset`, { method: 'POST' });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('A cloud with --data-dir is not reset');
    expect((await fetch(`${cloud.endpoint}/_local/health`)).status).toBe(200);
  });

  it('has every route of its own in one table of its README', async () => {
    const cloud = await start();
    const { message } = (await (await fetch(`${cloud.endpoint}/_local/nothing`)).json()) as {
      message: string;
    };
    const served = message.match(/(GET|POST|PUT|DELETE) \/_local\/[\w/{}-]+(?=[,.]|$)/g) ?? [];
    const table = readFileSync(join(__dirname, '../../README.md'), 'utf8').matchAll(
      /^\| `([A-Z]+ \/_local\/\S+)` /gm,
    );

    expect(served.length).toBeGreaterThan(8);
    expect([...table].map(([, route]) => route).sort()).toEqual(served.sort());
  });

  it('tells when it is ready', async () => {
    const cloud = await start();
    const health = (await (await fetch(`${cloud.endpoint}/_local/health`)).json()) as { services: string[] };
    expect(health).toMatchObject({ ready: true, resources: ['Queue'] });
    expect(health.services.sort()).toEqual([
      'cloudformation',
      'cognito-idp',
      'dynamodb',
      'events',
      'lambda',
      'logs',
      'pipes',
      'rds-data',
      'schemas',
      'secretsmanager',
      'sns',
      'sqs',
      'states',
      'sts',
    ]);
  });

  it('keeps its state, and its stack id, in a data directory', async () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'cloud-')), 'new');
    const first = await start({ dataDir });
    const before = first.outputs.QueueUrl;
    await new SQSClient(clientConfig(first.endpoint)).send(
      new SendMessageCommand({ QueueUrl: before, MessageBody: 'kept' }),
    );
    await first.stop();
    const second = await start({ dataDir });
    const received = await new SQSClient(clientConfig(second.endpoint)).send(
      new ReceiveMessageCommand({ QueueUrl: second.outputs.QueueUrl }),
    );
    expect(received.Messages?.[0]?.Body).toBe('kept');
    expect(second.stack.id).toBe(first.stack.id);
  });

  it('forgets everything without one', async () => {
    const first = await start();
    await first.stop();
    expect((await start()).stack.id).not.toBe(first.stack.id);
  });

  it('runs on its own account, region and time', async () => {
    const cloud = await start({ accountId: '123456789012', region: 'eu-west-1', timeScale: 100 });
    expect(cloud.stack.id).toMatch(/^arn:aws:cloudformation:eu-west-1:123456789012:stack\/Stack\//);
    expect(cloud.clock.scale).toBe(100);
  });

  it('does not listen to other machines unless that is asked for', async () => {
    await expect(start({ host: '0.0.0.0' })).rejects.toThrow(
      '--host 0.0.0.0 lets other machines use this endpoint, which checks no credentials; add --allow-remote',
    );
    const open = await start({ host: '0.0.0.0', allowRemote: true });
    expect((await fetch(`${open.endpoint}/_local/health`)).status).toBe(200);
  });

  it('gives everything back when the deployment fails', async () => {
    const unsupported = writeAssembly({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } });
    const port = await freePort();
    await expect(start({ assemblyDir: unsupported, port })).rejects.toThrow(
      'no service makes AWS::S3::Bucket',
    );
    expect((await start({ port })).endpoint).toBe(`http://127.0.0.1:${port}`);
  });

  it('fails with the words of the synthesis', async () => {
    const failed = Promise.reject(new Error('cdk/app.ts cannot be synthesized'));
    await expect(start({ assemblyDir: failed })).rejects.toThrow('cdk/app.ts cannot be synthesized');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
