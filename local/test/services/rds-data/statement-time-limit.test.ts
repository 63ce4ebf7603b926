import { onEachEngine } from './engines';

// 60 times as fast: the 45 seconds of a call are over after 0.75.
onEachEngine((cloud) => {
  describe('a statement that takes longer than 45 seconds', () => {
    // AuroraUserGuide, data-api: "calls time out if they're not finished processing within 45 seconds".
    it('is a StatementTimeoutException, and the next call is answered', async () => {
      await expect(cloud().execute('SELECT pg_sleep(1.2)::text')).rejects.toMatchObject({
        code: 'StatementTimeoutException',
        message: 'Request timed out',
      });
      await cloud().context.clock.sleep(60_000);
      expect(await cloud().execute('SELECT 1')).toMatchObject({ records: [[{ longValue: 1 }]] });
    });

    it('goes on when the call says so', async () => {
      await cloud().execute('CREATE TABLE late (id int)');
      const insert = 'INSERT INTO late SELECT 1 FROM pg_sleep(1.2)';
      await expect(cloud().execute(insert, { continueAfterTimeout: true })).rejects.toMatchObject({
        code: 'StatementTimeoutException',
      });
      await cloud().context.clock.sleep(60_000);
      expect(await cloud().execute('SELECT count(*) FROM late')).toMatchObject({
        records: [[{ longValue: 1 }]],
      });
    });

    it('leaves the rest of the process free meanwhile', async () => {
      const slow = cloud().execute('SELECT pg_sleep(0.3)::text');
      let turns = 0;
      const count = setInterval(() => turns++, 5);
      await slow;
      clearInterval(count);
      expect(turns).toBeGreaterThan(5);
    });
  });
}, 60);
