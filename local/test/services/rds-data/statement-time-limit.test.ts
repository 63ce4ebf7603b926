import type { Clock } from '../../../src/kernel/clock';
import { virtualClock } from '../../../testing/virtual-clock';
import { onEachEngine } from './engines';

const LIMIT = 45_000;

/** A clock on which the 45 seconds of a statement are over as soon as it runs; a login's own are the first that a call sets. */
function impatientClock(): Clock {
  const clock = virtualClock();
  let limits = 0;
  const after: Clock['after'] = (ms, callback) => {
    const cancel = clock.after(ms, callback);
    if (ms === LIMIT && ++limits % 2 === 0 && impatient) clock.skipToNext(clock.now() + LIMIT);
    return cancel;
  };
  return { ...clock, after };
}
let impatient = false;

onEachEngine((cloud) => {
  const execute = (sql: string, more: object = {}) => cloud().execute(sql, more);
  const late = { code: 'StatementTimeoutException', message: 'Request timed out' };
  beforeEach(() => (impatient = false));

  describe('a statement that takes longer than 45 seconds', () => {
    // AuroraUserGuide, data-api: "calls time out if they're not finished processing within 45 seconds".
    it('is a StatementTimeoutException, and the next call is answered', async () => {
      impatient = true;
      await expect(execute('SELECT pg_sleep(0.5)::text')).rejects.toMatchObject(late);
      impatient = false;
      expect(await execute('SELECT 1')).toMatchObject({ records: [[{ longValue: 1 }]] });
    });

    it('goes on when the call says so', async () => {
      await execute('CREATE TABLE late (id int)');
      impatient = true;
      const insert = execute('INSERT INTO late SELECT 1 FROM pg_sleep(0.5)', { continueAfterTimeout: true });
      await expect(insert).rejects.toMatchObject(late);
      impatient = false;
      const count = async () => (await execute('SELECT count(*) FROM late')).records![0]![0]!.longValue;
      while ((await count()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await count()).toBe(1);
    });
  });

  it('leaves the rest of the process free while a statement runs', async () => {
    const slow = execute('SELECT pg_sleep(0.3)::text');
    const turn = new Promise((resolve) => setTimeout(resolve, 1, 'another turn'));
    expect(await Promise.race([slow, turn])).toBe('another turn');
    await slow;
  });
}, impatientClock);
