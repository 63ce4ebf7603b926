import { lambdaCloud, type InvokeAnswer } from './lambda-cloud';

const cloud = lambdaCloud();
const { create, invoke, call } = cloud;
afterAll(() => cloud.stop());
beforeAll(() => create('echo', 'exports.handler = async (event) => ({ got: event })'));

const text = ({ Payload }: InvokeAnswer) => Buffer.from(Payload).toString();

// Lambda API reference, "Invoke".
describe('Invoke', () => {
  it('answers what the handler returns, with the version that ran', async () => {
    const answer = await invoke('echo', { a: 1 });
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.FunctionError).toBeUndefined();
    expect(text(answer)).toBe('{"got":{"a":1}}');
  });

  it('takes an empty payload as an empty object', async () => {
    expect(text(await call('lambda', 'Invoke', { FunctionName: 'echo' }))).toBe('{"got":{}}');
  });

  it.each([
    'arn:aws:lambda:us-east-1:000000000000:function:echo',
    'arn:aws:lambda:us-east-1:000000000000:function:echo:$LATEST',
    '000000000000:function:echo',
    'echo:$LATEST',
  ])('finds a function by %s', async (name) => {
    expect((await invoke(name)).StatusCode).toBe(200);
  });

  it('refuses a function and a version that do not exist', async () => {
    const code = 'ResourceNotFoundException';
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function';
    await expect(invoke('nope')).rejects.toMatchObject({
      code,
      status: 404,
      message: `Function not found: ${arn}:nope:$LATEST`,
    });
    await expect(invoke('echo:7')).rejects.toMatchObject({
      code,
      message: `Function not found: ${arn}:echo:7`,
    });
  });

  it('runs nothing on a dry run', async () => {
    expect(await invoke('echo', {}, { InvocationType: 'DryRun' })).toEqual({ StatusCode: 204 });
  });

  it('refuses an unknown invocation type', async () => {
    await expect(invoke('echo', {}, { InvocationType: 'Later' })).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });

  it('refuses a payload that is not JSON', async () => {
    const refused = call('lambda', 'Invoke', { FunctionName: 'echo', Payload: '{"a":' });
    await expect(refused).rejects.toMatchObject({ code: 'InvalidRequestContentException', status: 400 });
  });

  it('takes 6 MB synchronously and 1 MB asynchronously, and not a byte more', async () => {
    const ofSize = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    const send = (bytes: number, InvocationType: string) =>
      call<InvokeAnswer>('lambda', 'Invoke', {
        FunctionName: 'small',
        Payload: ofSize(bytes),
        InvocationType,
      });
    await create('small', 'exports.handler = async (event) => event.length');
    expect(text(await send(6_291_456, 'RequestResponse'))).toBe('6291454');
    const code = 'RequestTooLargeException';
    await expect(send(6_291_457, 'RequestResponse')).rejects.toMatchObject({ code, status: 413 });
    await expect(send(1_048_577, 'Event')).rejects.toMatchObject({ code, status: 413 });
  });

  it('fails an answer over 6 MB', async () => {
    await create('big', "exports.handler = async () => 'x'.repeat(7e6)");
    expect((await cloud.error('big')).errorType).toBe('Function.ResponseSizeTooLarge');
  });

  it('answers the end of the log when asked for the tail', async () => {
    await create('talks', "exports.handler = async () => console.log('hello there')");
    const { LogResult } = await invoke('talks', {}, { LogType: 'Tail' });
    const tail = Buffer.from(LogResult ?? '', 'base64').toString();
    expect(tail).toMatch(
      /^START RequestId: .* Version: \$LATEST\n[^]*\thello there\nEND RequestId: [^]*\nREPORT /m,
    );
  });

  it('reports the memory of the function, not that of the process which started it', async () => {
    const heavy = Buffer.alloc(200 * 2 ** 20, 1);
    await create('small', 'exports.handler = async () => 1', { MemorySize: 3008 });
    const { LogResult } = await invoke('small', {}, { LogType: 'Tail' });
    const tail = Buffer.from(LogResult ?? '', 'base64').toString();
    const used = Number(/Max Memory Used: (\d+) MB/.exec(tail)?.[1]);
    expect(used).toBeGreaterThan(20);
    expect(used * 2 ** 20).toBeLessThan(heavy.length);
  });

  it('hands the client context over', async () => {
    await create('client', 'exports.handler = async (event, { clientContext }) => clientContext');
    const ClientContext = Buffer.from('{"custom":{"a":"b"}}').toString('base64');
    expect(text(await invoke('client', {}, { ClientContext }))).toBe('{"custom":{"a":"b"}}');
  });
});

// Lambda guide, "Configuring reserved concurrency for a function".
describe('reserved concurrency', () => {
  it('throttles what is more than the reservation', async () => {
    await create('one', 'exports.handler = () => new Promise((done) => setTimeout(done, 300))', {
      ReservedConcurrentExecutions: 1,
    });
    const first = invoke('one');
    await expect(invoke('one')).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      status: 429,
      members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    });
    expect((await first).StatusCode).toBe(200);
    expect((await invoke('one')).StatusCode).toBe(200);
  });

  it('throttles everything when nothing is reserved', async () => {
    await create('off', 'exports.handler = async () => 1', { ReservedConcurrentExecutions: 0 });
    await expect(invoke('off')).rejects.toMatchObject({ code: 'TooManyRequestsException' });
  });
});
