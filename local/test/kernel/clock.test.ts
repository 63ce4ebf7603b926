import { createClock } from '../../src/kernel/clock';

describe('the clock', () => {
  it('runs as many times as fast as asked', async () => {
    const clock = createClock(1000, 5_000_000);
    const before = clock.now();

    await clock.sleep(20_000);

    expect(before).toBeGreaterThanOrEqual(5_000_000);
    expect(clock.now() - before).toBeGreaterThanOrEqual(20_000);
  });

  it('jumps from the end of one wait to the next, in order', () => {
    const clock = createClock(1, 0);
    const ended: [string, number][] = [];
    const note = (name: string) => () => void ended.push([name, Math.round(clock.now() / 1000)]);
    clock.after(3_600_000, note('hour'));
    clock.after(60_000, note('minute'));
    clock.after(60_000, note('same minute'));

    expect(clock.skipToNext(Infinity)).toBe(true);
    expect(clock.skipToNext(Infinity)).toBe(true);

    expect(ended).toEqual([
      ['minute', 60],
      ['same minute', 60],
      ['hour', 3600],
    ]);
  });

  it('jumps no further than the limit', () => {
    const clock = createClock(1, 0);
    const ended = jest.fn();
    const cancel = clock.after(10_000, ended);

    expect(clock.skipToNext(5_000)).toBe(false);

    expect(ended).not.toHaveBeenCalled();
    expect(clock.now()).toBeGreaterThanOrEqual(5_000);
    cancel();
  });

  it('forgets a wait that was cancelled', () => {
    const clock = createClock(1, 0);
    const ended = jest.fn();

    clock.after(1_000, ended)();
    clock.skipToNext(2_000);

    expect(ended).not.toHaveBeenCalled();
  });

  it('goes on when what a wait was for throws', async () => {
    const clock = createClock(1000, 0);
    clock.after(1_000, () => {
      throw new Error('no space');
    });
    const other = clock.sleep(1_000);

    expect(() => clock.skipToNext(2_000)).toThrow('no space');

    await other;
  });

  it('rejects a sleep with the reason of the signal', async () => {
    const controller = new AbortController();
    const sleep = createClock().sleep(60_000, controller.signal);

    controller.abort(new Error('stopped'));

    await expect(sleep).rejects.toThrow('stopped');
  });
});
