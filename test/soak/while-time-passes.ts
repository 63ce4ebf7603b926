import { setTimeout as pause } from 'node:timers/promises';
import type { LocalCloud } from 'local-cloud';

/** Real milliseconds between two jumps, and cloud milliseconds of each. */
const LOOK = 5;
const JUMP = 1_000;

/**
 * Lets cloud time pass quickly, whenever no service is at work, until somebody who talks to the cloud over HTTP is done. A
 * fast-forward would jump for days while they think.
 */
export async function whileTimePasses<Answer>(
  { clock, gateway }: LocalCloud,
  work: Promise<Answer>,
): Promise<Answer> {
  let done = false;
  const end = () => void (done = true);
  work.then(end, end);
  for (;;) {
    await pause(LOOK);
    if (done) return work;
    if (gateway.working === 0) clock.skipToNext(clock.now() + JUMP);
  }
}
