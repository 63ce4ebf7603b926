import { createClock } from '../../src/kernel/clock';
import { fastForward } from '../../src/kernel/fast-forward';
import { Faults } from '../../src/kernel/faults';
import { Gateway } from '../../src/kernel/gateway';

function arrange() {
  const clock = createClock(1, 0);
  const gateway = new Gateway(clock, new Faults());
  return { clock, gateway };
}

describe('fastForward', () => {
  it('lets an hour of retries pass without waiting for it', async () => {
    const { clock, gateway } = arrange();
    let tries = 0;
    const retry = async () => {
      for (; tries < 6; tries++) await clock.sleep(600_000);
    };
    void retry();

    expect(await fastForward({ clock, gateway }, 3_700_000)).toBe(false);

    expect(tries).toBe(6);
    expect(clock.now()).toBeGreaterThanOrEqual(3_700_000);
  });

  it('never jumps while a service is at work', async () => {
    const { clock, gateway } = arrange();
    const timedOut = jest.fn();
    gateway.register({
      name: 'lambda',
      protocol: { kind: 'rest-json', routes: [] },
      members: 'pascal',
      operations: { Invoke: () => new Promise((resolve) => setTimeout(() => resolve({}), 30)) },
    });
    const cancel = clock.after(5_000, timedOut);
    const call = gateway.call('lambda', 'Invoke', {}, { caller: 'test' }).then(cancel);

    await fastForward({ clock, gateway }, 60_000);
    await call;

    expect(timedOut).not.toHaveBeenCalled();
  });

  it('ends as soon as what it waits for holds', async () => {
    const { clock, gateway } = arrange();
    let healed = false;
    clock.after(1_000, () => (healed = true));
    const cancel = clock.after(50_000, () => {});

    expect(await fastForward({ clock, gateway }, 100_000, () => healed)).toBe(true);

    expect(clock.now()).toBeLessThan(50_000);
    cancel();
  });
});
