import { execFileSync } from 'node:child_process';
import { lambdaCloud } from './lambda-cloud';

const cloud = lambdaCloud();
const { create, answer, error, logged } = cloud;
afterAll(() => cloud.stop());

describe('an execution environment', () => {
  it('is used again, and runs one invocation at a time', async () => {
    await create(
      'counts',
      'let n = 0; exports.handler = async () => { await new Promise((r) => setTimeout(r, 50)); return [process.pid, ++n] }',
    );
    const first = await answer<[number, number]>('counts');
    expect(await answer('counts')).toEqual([first[0], 2]);
    const [one, two] = await Promise.all([
      answer<[number, number]>('counts'),
      answer<[number, number]>('counts'),
    ]);
    expect(one[0]).not.toBe(two[0]);
  });

  // Lambda guide, "Understanding the Lambda execution environment lifecycle": it is frozen.
  it('does not run on between two invocations', async () => {
    await create('ticks', `exports.handler = async () => { setInterval(() => {}, 1); return process.pid }`);
    const pid = await answer<number>('ticks');
    const state = () => execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    while (!state().startsWith('T')) await new Promise(setImmediate);
    expect(await answer<number>('ticks')).toBe(pid);
  });

  it('sees nothing of the environment of the process that runs the local cloud', async () => {
    process.env['SECRET_OF_THE_HOST'] = 'x';
    await create('env', 'exports.handler = async () => process.env');
    const variables = await answer<Record<string, string>>('env');
    expect(variables['SECRET_OF_THE_HOST']).toBeUndefined();
    expect(variables['HOME']).toBeUndefined();
  });

  // Lambda guide, "Defined runtime environment variables".
  it('has the variables that Lambda defines, and the template’s own', async () => {
    const Variables = { QUEUE: 'q', AWS_ENDPOINT_URL: 'http://elsewhere' };
    await create('vars', 'exports.handler = async () => process.env', {
      Environment: { Variables },
      MemorySize: 256,
    });
    expect(await answer('vars')).toMatchObject({
      ...{ QUEUE: 'q', AWS_ENDPOINT_URL: 'http://elsewhere', AWS_REGION: 'us-east-1', TZ: ':UTC' },
      ...{
        AWS_LAMBDA_FUNCTION_NAME: 'vars',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        _HANDLER: 'index.handler',
      },
      ...{ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', AWS_LAMBDA_FUNCTION_VERSION: '$LATEST' },
      _X_AMZN_TRACE_ID: expect.stringMatching(
        /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
      ) as unknown,
    });
  });

  it('is told to trace the first invocation in a second, where the function traces actively', async () => {
    const code = 'exports.handler = async () => process.env._X_AMZN_TRACE_ID';
    await create('traced', code, { TracingConfig: { Mode: 'Active' } });

    expect(await answer('traced')).toMatch(/;Sampled=1$/);
  });

  it('finds the AWS SDK of the runtime, and no package of this repository', async () => {
    await create(
      'sdk',
      "const { LambdaClient } = require('@aws-sdk/client-lambda'); exports.handler = async () => typeof LambdaClient",
    );
    expect(await answer('sdk')).toBe('function');
    await create('bare', "const zod = require('zod'); exports.handler = async () => typeof zod");
    expect(await error('bare')).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringContaining("Error: Cannot find module 'zod'") as unknown,
    });
  });
});

// Lambda guide, "Troubleshoot invocation issues in Lambda".
describe('an invocation that ends badly', () => {
  it.each([
    ['waits', 'exports.handler = () => new Promise((r) => setTimeout(r, 60000))'],
    ['loops', 'exports.handler = async () => { for (;;); }'],
  ])('times out when it %s for too long', async (name, code) => {
    await create(name, code, { Timeout: 1 });
    expect(await error(name)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
      ) as unknown,
    });
    const lines = await logged(name);
    expect(lines).toContainEqual(
      expect.stringMatching(/^\S+Z [0-9a-f-]{36} Task timed out after 1\.00 seconds\n\n$/),
    );
    expect(lines.at(-1)).toMatch(/\tStatus: timeout\t\n$/);
  });

  it.each([
    ['process.exit(3)', 'Runtime exited with error: exit status 3'],
    ['process.exit(0)', 'Runtime exited without providing a reason'],
    ['process.abort()', 'Runtime exited with error: signal: aborted'],
  ])('is an exit error on %s', async (statement, reason) => {
    const name = `exits-${statement.replace(/\W/g, '')}`;
    await create(name, `exports.handler = async () => { ${statement} }`);
    const failure = await error(name);
    expect(failure.errorType).toBe('Runtime.ExitError');
    expect(failure.errorMessage).toMatch(new RegExp(`^RequestId: [0-9a-f-]{36} Error: ${reason}$`));
    expect((await logged(name)).at(-1)).toContain('Status: error\tError Type: Runtime.ExitError');
  });

  it('keeps what was written before it exited', async () => {
    await create(
      'last-words',
      "exports.handler = async () => { console.log('last words'); process.exit(1) }",
    );
    await error('last-words');
    expect((await logged('last-words')).join('')).toContain('last words');
  });

  it('runs in a new environment next time', async () => {
    await create(
      'moody',
      'let n = 0; exports.handler = async ({ die }) => { if (die) process.exit(1); return ++n }',
    );
    expect(await answer('moody')).toBe(1);
    await error('moody', { die: true });
    expect(await answer('moody')).toBe(1);
  });

  const itOnLinux = process.platform === 'linux' ? it : it.skip;
  itOnLinux('is killed when it takes more memory than it has', async () => {
    await create(
      'hungry',
      'exports.handler = async () => { const a = []; for (;;) a.push(Buffer.alloc(1e6, 1)) }',
      {
        Timeout: 20,
      },
    );
    expect(await error('hungry')).toMatchObject({
      errorType: 'Runtime.OutOfMemory',
      errorMessage: expect.stringContaining('Runtime exited with error: signal: killed') as unknown,
    });
  });

  it('loses the rest of a flood of output, and nothing else', async () => {
    const flood = 'for (let i = 0; i < 3e5; i++) process.stdout.write("x".repeat(100) + "\\n")';
    await create('flood', `exports.handler = async () => { ${flood}; return 'done' }`, { Timeout: 30 });
    expect(await answer('flood')).toBe('done');
  });

  it('cuts a line that never ends', async () => {
    await create('long', "exports.handler = async () => { process.stdout.write('y'.repeat(1e6)); return 1 }");
    expect(await answer('long')).toBe(1);
    const lengths = (await logged('long')).filter((line) => line.startsWith('y')).map((line) => line.length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(300 * 1024);
  });
});

// Lambda guide, "Initialization phase".
describe('an initialisation that fails', () => {
  it.each([
    ['exports.other = 1', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['exports.handler = 1', 'Runtime.HandlerNotFound', 'index.handler is not a function'],
    ['exports.handler = {{{', 'Runtime.UserCodeSyntaxError', "SyntaxError: Unexpected token '{'"],
    ["throw new RangeError('no')", 'RangeError', 'no'],
    ['process.exit(4)', 'Runtime.ExitError', 'Runtime exited with error: exit status 4'],
  ])('answers the invocation of %s with %s', async (code, errorType, message) => {
    const name = `init-${errorType.replace(/\W/g, '')}-${code.length}`;
    await create(name, code);
    expect(await error(name)).toMatchObject({
      errorType,
      errorMessage: expect.stringContaining(message) as unknown,
    });
  });

  it('names the module that a handler lacks', async () => {
    await create('lost', 'exports.handler = 1', { Handler: 'nope.handler' });
    expect(await error('lost')).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: "Error: Cannot find module 'nope'\nRequire stack:\n- /var/runtime/index.mjs",
    });
  });

  it('refuses a handler name that leaves the task root', async () => {
    await create('outside', 'exports.handler = 1', { Handler: '../index.handler' });
    expect((await error('outside')).errorType).toBe('Runtime.MalformedHandlerName');
  });
});
