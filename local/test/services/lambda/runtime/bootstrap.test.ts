import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lambdaCloud } from '../lambda-cloud';

const cloud = lambdaCloud();
const { create, answer, error, logged } = cloud;
const older = { Runtime: 'nodejs20.x' };
afterAll(() => cloud.stop());

describe('a handler', () => {
  // Lambda guide, "Using the Lambda context object to retrieve Node.js function information".
  it('gets the context object', async () => {
    await create(
      'context',
      'exports.handler = async (e, c) => ({ ...c, left: c.getRemainingTimeInMillis(), keys: Object.keys(c) })',
      { MemorySize: 256, Timeout: 7 },
    );
    const context = await answer<Record<string, unknown>>('context');
    expect(context).toMatchObject({
      ...{ functionName: 'context', functionVersion: '$LATEST', memoryLimitInMB: '256' },
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:context',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      logGroupName: '/aws/lambda/context',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/) as unknown,
    });
    expect(context['left']).toBeGreaterThan(5000);
    expect(context['left']).toBeLessThanOrEqual(7000);
  });

  it('may be an ES module that awaits at its top', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'esm-asset-'));
    writeFileSync(
      `${directory}/index.mjs`,
      'const a = await Promise.resolve(2); export const handler = async () => a',
    );
    await create('esm', '', { Code: { S3Bucket: 'assets', S3Key: directory } });
    expect(await answer('esm')).toBe(2);
  });

  it('that returns nothing answers null', async () => {
    await create('nothing', 'exports.handler = async () => {}');
    expect(await answer('nothing')).toBeNull();
  });

  it('that throws answers name, message and trace of the error', async () => {
    await create(
      'throws',
      "class Bad extends Error { constructor(m) { super(m); this.name = 'BadInput' } } exports.handler = async () => { throw new Bad('no') }",
    );
    expect(await error('throws')).toEqual({
      errorType: 'BadInput',
      errorMessage: 'no',
      trace: expect.arrayContaining(['BadInput: no']) as unknown,
    });
    expect(await logged('throws')).toContainEqual(
      expect.stringMatching(
        /^\S+Z\t[0-9a-f-]{36}\tERROR\tInvoke Error \t\{"errorType":"BadInput","errorMessage":"no"/,
      ),
    );
  });

  it('whose error has no name of its own is an Error, whatever its class', async () => {
    await create('plain', "class Bad extends Error {} exports.handler = async () => { throw new Bad('no') }");
    expect((await error('plain')).errorType).toBe('Error');
  });

  it('that throws what is no error answers its type', async () => {
    await create('text', "exports.handler = async () => { throw 'no' }");
    expect(await error('text')).toEqual({ errorType: 'string', errorMessage: 'no', trace: [] });
  });

  it('that answers what JSON cannot hold fails', async () => {
    await create('bigint', 'exports.handler = async () => 1n');
    expect(await error('bigint')).toMatchObject({
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    });
  });

  it('that leaves a rejected promise fails and loses its environment', async () => {
    await create(
      'rejects',
      "let n = 0; exports.handler = async ({ bad }) => { if (bad) Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 200)); return ++n }",
    );
    expect(await error('rejects', { bad: true })).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: lost',
    });
    expect(await answer('rejects')).toBe(1);
  });

  it('that throws where nobody catches fails', async () => {
    await create(
      'uncaught',
      "exports.handler = () => new Promise(() => setTimeout(() => { throw new TypeError('late') }, 5))",
    );
    expect(await error('uncaught')).toMatchObject({ errorType: 'TypeError', errorMessage: 'late' });
  });

  it('cannot stream its response here, and says so', async () => {
    await create('streams', 'exports.handler = awslambda.streamifyResponse(async () => {})');
    expect((await error('streams')).errorMessage).toContain('does not support response streaming');
  });
});

describe('console', () => {
  it('writes time, request id, level and message, and keeps the lines of a message together', async () => {
    await create(
      'says',
      "exports.handler = async () => { console.warn('a\\nb', { c: 1 }); process.stdout.write('raw\\n') }",
    );
    await answer('says');
    const lines = await logged('says');
    expect(lines).toContainEqual(expect.stringMatching(/^\S+Z\t[0-9a-f-]{36}\tWARN\ta\nb \{ c: 1 \}\n$/));
    expect(lines).toContain('raw\n');
  });

  // Lambda guide, "Configuring JSON and plain text log formats".
  it('writes JSON when the function logs JSON, and leaves out what is below the level', async () => {
    await create(
      'json',
      "exports.handler = async () => { console.debug('x'); console.error('oh', new TypeError('no')) }",
      {
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' },
      },
    );
    await answer('json');
    const documents = (await logged('json')).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(documents).toMatchObject([
      { type: 'platform.start', record: { version: '$LATEST' } },
      {
        level: 'ERROR',
        errorType: 'TypeError',
        errorMessage: 'no',
        stackTrace: expect.any(Array) as unknown,
      },
      { type: 'platform.report', record: { status: 'success', metrics: { memorySizeMB: 128 } } },
    ]);
  });
});

// AWS compute blog, "Node.js 24 runtime now available in AWS Lambda": callbacks are gone.
describe('a handler with a callback', () => {
  it('fails to initialise on Node.js 24', async () => {
    await create('new', 'exports.handler = (event, context, callback) => callback(null, 1)');
    expect((await error('new')).errorType).toBe('Runtime.CallbackHandlerDeprecated');
  });

  it('answers by it before, once the event loop is empty', async () => {
    await create(
      'old',
      "exports.handler = (event, context, callback) => { setTimeout(() => console.log('still here'), 30); callback(null, { v: 1 }) }",
      older,
    );
    expect(await answer('old')).toEqual({ v: 1 });
    expect(await logged('old')).toContainEqual(expect.stringContaining('still here'));
  });

  it('may answer at once', async () => {
    await create(
      'hasty',
      'exports.handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; setTimeout(() => {}, 60000); callback(null, 1) }',
      older,
    );
    expect(await answer('hasty')).toBe(1);
  });

  it('may fail by it', async () => {
    await create(
      'fails',
      "exports.handler = (event, context, callback) => callback(new Error('by callback'))",
      older,
    );
    expect((await error('fails')).errorMessage).toBe('by callback');
  });

  it('answers null when it never calls it', async () => {
    await create('silent', 'exports.handler = (event, context, callback) => {}', older);
    expect(await answer('silent')).toBeNull();
  });
});

describe('a promise that nothing can settle', () => {
  const code = 'exports.handler = async () => new Promise(() => {})';

  it('ends the runtime on Node.js 24', async () => {
    await create('stuck', code);
    expect((await error('stuck')).errorMessage).toContain('exit status 13');
  });

  it('is an error of its own before', async () => {
    await create('stuck-before', code, older);
    expect((await error('stuck-before')).errorType).toBe('Runtime.NodeJsExit');
  });
});
