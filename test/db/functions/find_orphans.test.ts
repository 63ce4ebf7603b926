import { deployedDatabase } from '../deployed-database';
import { onEveryDatabase } from '../on-every-database';
import { POOL, registerAsking } from '../pool';
import { reconcile } from '../reconciling';
import { register, type Registration } from '../registering';

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const signUp = (who: string, but: Partial<Registration> = {}) =>
    register(database.workflow, {
      ...{ envelope_id: `of-${who}`, cognito_id: `${who}-sub`, user_id: who, email: `${who}@example.org` },
      ...{ user_pool_id: POOL, username: who, ...but },
    });
  const listed = (...names: string[]) =>
    Object.fromEntries(names.map((who) => [`${who}-sub`, { email: `${who}@example.org` }]));
  const run = (settings: Record<string, unknown> = { expect: 9 }) => reconcile(database.workflow, settings);

  describe('an orphan', () => {
    it('is who has a row and an identity of this pool, and was not listed', async () => {
      for (const who of ['ann', 'bob']) await signUp(who);
      const one = await run();
      await one.compare(listed('bob'));

      expect(await one.orphans()).toEqual({
        found: 1,
        orphans: [{ cognito_id: 'ann-sub', user_id: 'ann', username: 'ann' }],
      });
    });

    it('counts once who is there after all, though the answer was lost and it is told twice', async () => {
      for (const who of ['ann', 'bob', 'cyd']) await signUp(who);
      const one = await run();
      await one.compare(listed('cyd'));
      await one.orphans();
      const asked = [{ cognito_id: 'ann-sub', username: 'ann', present: true }];

      expect(await one.orphans({ asked })).toMatchObject({ found: 1 });
      expect(await one.orphans({ asked })).toMatchObject({ found: 1 });
    });

    it('is in the report, which is given again when its answer was lost', async () => {
      await signUp('ann');
      const one = await run();
      await one.orphans();
      const report = await one.end();

      expect(report).toMatchObject({ orphan: 1, drift: 1 });
      expect(await one.end()).toEqual(report);
    });

    it('is asked for by the name that Cognito listed, whatever an event said before', async () => {
      const first = await run();
      await first.compare({ 'ann-sub': { email: 'ann@example.org', username: 'google_1' } });
      await first.end();
      await signUp('ann', { username: 'forged' });

      expect(
        (
          await database.owner.query(`SELECT user_registration.known_username('ann-sub', '${POOL}') AS name`)
        )[0],
      ).toEqual({ name: 'google_1' });
    });

    it('is not who has come while the pool was listed', async () => {
      const one = await run();
      await signUp('ann');

      expect(await one.orphans()).toMatchObject({ found: 0 });
    });

    it('is also whose address went to a newcomer of the same run, because Cognito has them no more', async () => {
      await signUp('ann');
      const one = await run();
      const newcomer = {
        envelope_id: 'of-bob',
        cognito_id: 'bob-sub',
        user_id: 'bob',
        email: 'ann@example.org',
      };
      const pool = { 'bob-sub': { email: 'ann@example.org' } };
      expect(await registerAsking(database.workflow, pool, newcomer)).toMatchObject({ operation: 'created' });
      await one.compare({ 'bob-sub': { email: 'ann@example.org' } });

      expect(await one.orphans()).toMatchObject({ found: 1, orphans: [{ cognito_id: 'ann-sub' }] });
    });

    it('is not a row of nobody, or of another pool, of which this one can say nothing', async () => {
      await database.owner.query(
        `INSERT INTO users (id, cognito_id, email) VALUES ('1', 'unlinked:1', 'a@b.example'), ('2', 'x-sub', 'x@b.example')`,
      );
      await signUp('ann', { user_pool_id: 'us-east-1_Other' });
      const one = await run();

      expect(await one.orphans()).toMatchObject({ found: 0 });
      expect(await one.end()).toEqual({ unlinked: 3 });
    });

    it('may be somebody whom no event told of, but an earlier listing', async () => {
      await database.owner.query(
        `INSERT INTO users (id, cognito_id, email) VALUES ('x', 'x-sub', 'x@example.org')`,
      );
      const first = await run();
      await first.compare({ 'x-sub': { email: 'x@example.org', email_verified: false, username: 'xavier' } });
      expect(await first.end()).toEqual({ in_sync: 1 });
      await database.owner.query('TRUNCATE reconciliations');

      expect(await (await run()).orphans()).toMatchObject({
        orphans: [{ cognito_id: 'x-sub', username: 'xavier' }],
      });
    });

    it('is no orphan any more when Cognito has them all the same', async () => {
      await signUp('ann');
      const one = await run();
      await one.orphans();

      const asked = [{ cognito_id: 'ann-sub', username: 'ann', present: true }];
      expect(await one.orphans({ asked })).toEqual({ found: 0, orphans: [] });
      expect(await one.end()).toEqual({});
    });

    it('of a run about one user can be that one only', async () => {
      for (const who of ['ann', 'bob']) await signUp(who);
      const one = await run({ cognito_id: 'ann-sub' });

      expect(await one.orphans()).toMatchObject({ found: 1, orphans: [{ cognito_id: 'ann-sub' }] });
      expect(await one.end()).toEqual({ orphan: 1, drift: 1 });
    });
  });

  describe('nobody is removed', () => {
    it('when the pool is empty and the table is not', async () => {
      await signUp('ann');

      expect((await (await run({})).orphans()).refused).toBe(
        'The user pool is empty, and 1 users have an identity of it.',
      );
    });

    it('when more than one in a hundred is gone, unless that was expected', async () => {
      for (const who of ['ann', 'bob']) await signUp(who);
      const one = await run({ expect: 0 });
      await one.compare(listed(...Array.from({ length: 150 }, (_, n) => `user-${n}`)));

      expect((await one.orphans()).refused).toBe(
        '2 of 152 users are not in the user pool any more: more than one in a hundred, and 0 were expected.',
      );
      await one.compare(listed(...Array.from({ length: 48 }, (_, n) => `more-${n}`)));
      expect((await one.orphans()).refused).toBeUndefined();
      await database.owner.query(`UPDATE reconciliations SET settings = settings || '{"expect": 2}'`);
      await database.owner.query(`DELETE FROM listed_identities WHERE cognito_id <> 'user-1-sub'`);
      expect((await one.orphans()).refused).toBeUndefined();
    });
  });

  it('lists once more, and once only, when something was mended that a conflict may have been about', async () => {
    await signUp('ann');
    const asked = [{ cognito_id: 'ann-sub', exists: true, email: 'ann@example.org' }];
    await signUp('eve', { email: 'ann@example.org', asked });
    const one = await run();
    const moved = { email: 'ann@new.example', modified_at: '2026-02-01T00:00:00.000Z' };
    await one.compare({ 'eve-sub': { email: 'ann@example.org' } });

    expect(await one.orphans({ limit: 0 })).not.toHaveProperty('again');
    await one.compare({ 'ann-sub': moved });
    const outcomes = [{ cognito_id: 'ann-sub', outcome: 'registered' }];
    expect(await one.orphans({ outcomes })).toMatchObject({ again: true });
    expect(await one.orphans()).not.toHaveProperty('again');
  });

  it('lists once more, after an orphan is removed who had an address that somebody was refused', async () => {
    await signUp('ann');
    const asked = [{ cognito_id: 'ann-sub', exists: true, email: 'ann@example.org' }];
    await signUp('eve', { email: 'ann@example.org', asked });
    const one = await run();
    await one.compare({ 'eve-sub': { email: 'ann@example.org' } });

    expect(await one.orphans()).not.toHaveProperty('again');
    await one.remove('ann-sub');
    const removed = [{ cognito_id: 'ann-sub', present: false }];
    expect(await one.orphans({ asked: removed })).toEqual({ found: 1, orphans: [], again: true });
    expect(await one.compare({ 'eve-sub': { email: 'ann@example.org' } })).toEqual({ 'eve-sub': 'missing' });
    expect(await one.orphans()).not.toHaveProperty('again');
  });
});
