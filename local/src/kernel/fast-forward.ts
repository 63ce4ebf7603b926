import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { SkippingClock } from './clock';
import type { Gateway } from './gateway';

/** Real milliseconds between two looks at a cloud that is at work. */
const LOOK = 1;

/**
 * Lets cloud time pass without waiting for it: whenever no service is at work, the clock jumps to the next wait that ends.
 * Real work takes its real time, so no time-out strikes that would not strike in AWS. Ends after so many cloud
 * milliseconds, or as soon as `until` holds; answers whether it held.
 */
export async function fastForward(
  { clock, gateway }: { clock: SkippingClock; gateway: Gateway },
  ms: number,
  until: () => boolean | Promise<boolean> = () => false,
): Promise<boolean> {
  const limit = clock.now() + ms;
  for (;;) {
    await quiet(gateway);
    if (await until()) return true;
    if (clock.now() >= limit) return false;
    clock.skipToNext(limit);
  }
}

/** Resolves when no service has been at work for some turns of the event loop. */
async function quiet(gateway: Gateway): Promise<void> {
  for (let turns = 0; turns < 4; turns++) {
    await turn();
    if (gateway.working === 0) continue;
    await pause(LOOK);
    turns = -1;
  }
}
