import { lambdaCloud } from './lambda-cloud';

const cloud = lambdaCloud();
const { create, invoke } = cloud;
afterAll(() => cloud.stop());

// Lambda API reference, "Invoke".
describe('Invoke', () => {
  it('reports the memory of the function, not that of the process which started it', async () => {
    const heavy = Buffer.alloc(200 * 2 ** 20, 1);
    await create('small', 'exports.handler = async () => 1', { MemorySize: 3008 });
    const { LogResult } = await invoke('small', {}, { LogType: 'Tail' });
    const tail = Buffer.from(LogResult ?? '', 'base64').toString();
    const used = Number(/Max Memory Used: (\d+) MB/.exec(tail)?.[1]);
    expect(used).toBeGreaterThan(20);
    expect(used * 2 ** 20).toBeLessThan(heavy.length);
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
