import { setTimeout as sleep } from 'node:timers/promises';
import { runBounded } from '../../../cli/replay/run-bounded';

const items = Array.from({ length: 20 }, (_, index) => index);

describe('runBounded', () => {
  it('does everything, never more at a time than allowed', async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;

    await runBounded(
      items,
      { concurrency: 3, rate: 10_000, stop: new AbortController().signal },
      async (item) => {
        most = Math.max(most, ++running);
        await sleep(1);
        running--;
        done.push(item);
      },
    );

    expect(done.sort((a, b) => a - b)).toEqual(items);
    expect(most).toBe(3);
  });

  it('begins nothing after it was stopped, and waits for what is under way', async () => {
    const stop = new AbortController();
    const done: number[] = [];

    await runBounded(items, { concurrency: 2, rate: 10_000, stop: stop.signal }, async (item) => {
      if (item === 5) stop.abort();
      await sleep(5);
      done.push(item);
    });

    expect(done).toContain(5);
    expect(done.length).toBeLessThanOrEqual(7);
  });

  it('rejects with an error of the work, after the others ended', async () => {
    const done: number[] = [];

    const run = runBounded(
      [1, 2, 3],
      { concurrency: 3, rate: 10_000, stop: new AbortController().signal },
      async (item) => {
        if (item === 1) throw new Error('broken');
        await sleep(5);
        done.push(item);
      },
    );

    await expect(run).rejects.toThrow('broken');
    expect(done.sort()).toEqual([2, 3]);
  });
});
