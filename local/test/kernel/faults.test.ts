import { createClock } from '../../src/kernel/clock';
import { Faults, type Fault } from '../../src/kernel/faults';
import { Gateway } from '../../src/kernel/gateway';

/** A queue that counts what it was sent, behind a gateway with these faults. */
function arrange(...faults: Partial<Fault>[]) {
  const clock = createClock(1, 0);
  const gateway = new Gateway(
    clock,
    new Faults(
      () => 0.5,
      () => clock.now(),
    ),
  );
  let sent = 0;
  gateway.register({
    name: 'sqs',
    protocol: { kind: 'json', version: '1.0', targetPrefix: 'AmazonSQS' },
    members: 'pascal',
    operations: { SendMessage: (_input: object, { crash }) => ({ MessageId: `m${++sent}`, crash }) },
  });
  for (const fault of faults) gateway.faults.add({ service: 'sqs', ...fault });
  const send = (MessageBody = 'ada') =>
    gateway.call('sqs', 'SendMessage', { MessageBody }, { caller: 'rule' });
  return { clock, gateway, send, sent: () => sent };
}

const error = { code: 'InternalError', status: 500 };

describe('faults', () => {
  it('lose an answer after its effect', async () => {
    const { send, sent } = arrange({ error, afterEffect: true });

    await expect(send()).rejects.toMatchObject({ code: 'InternalError' });
    expect(sent()).toBe(1);
  });

  it('replace an answer after its effect', async () => {
    const { send, sent } = arrange({ response: { MessageId: 'other' }, afterEffect: true });

    expect(await send()).toEqual({ MessageId: 'other' });
    expect(sent()).toBe(1);
  });

  it('hold an answer back after its effect', async () => {
    const { send, sent, clock } = arrange({ delay: 60_000, afterEffect: true });
    const answered = jest.fn();
    const call = send().then(answered);
    await new Promise(setImmediate);

    expect([sent(), answered.mock.calls.length]).toEqual([1, 0]);
    clock.skipToNext(clock.now() + 60_000);
    await call;
    expect(answered).toHaveBeenCalledWith({ MessageId: 'm1' });
  });

  it('last for an outage that begins with their first hit', async () => {
    const { send, clock } = arrange({ error, lasts: 3_600_000 });
    clock.skipToNext(10_000_000);

    await expect(send()).rejects.toThrow();
    clock.skipToNext(13_500_000);
    await expect(send()).rejects.toThrow();
    clock.skipToNext(13_700_000);
    await expect(send()).resolves.toEqual({ MessageId: 'm1' });
  });

  it('hit only calls that hold every text', async () => {
    const { send } = arrange({ error, input: ['ada', 'grace'] });

    await expect(send('ada')).resolves.toBeDefined();
    await expect(send('grace and ada')).rejects.toThrow();
  });

  it('tell the service when to kill what it runs', async () => {
    const { send } = arrange({ crash: 5 });

    expect(await send()).toEqual({ MessageId: 'm1', crash: 5 });
  });
});

describe('a watcher of the gateway', () => {
  it('sees what callers get, until it stops', async () => {
    const { gateway, send } = arrange({ error, times: 1 });
    const seen: unknown[] = [];
    const stop = gateway.watch((call, input, ending) => seen.push([call.operation, input, ending]));

    await send('lost').catch(() => undefined);
    await send('sent');
    stop();
    await send('unseen');

    expect(seen).toEqual([
      [
        'SendMessage',
        { MessageBody: 'lost' },
        { error: expect.objectContaining({ code: 'InternalError' }) as unknown },
      ],
      ['SendMessage', { MessageBody: 'sent' }, { answer: { MessageId: 'm1' } }],
    ]);
  });
});
