import { deployedDatabase } from './deployed-database';
import type { Session } from './engine';
import { onServer } from './on-every-database';
import { asked, register, rollBack, type Registration } from './registering';

const LATER = '2026-01-02T00:00:00.000Z';

/** What happens between two statements of a function, made to happen: somebody holds what it needs, changes it, lets go. */
onServer((engine) => {
  const database = deployedDatabase(engine);
  const users = () => database.owner.query('SELECT * FROM users ORDER BY id');
  const somebodyWaits = async () =>
    (await database.owner.query('SELECT FROM pg_locks WHERE NOT granted')).length > 0;

  /** Runs `late` while `other` holds what `hold` took; `other` goes on with `change` as soon as `late` waits, and commits. */
  async function behind<Result>(
    other: Session,
    hold: (other: Session) => Promise<unknown>,
    late: () => Promise<Result>,
    change: (other: Session) => Promise<unknown> = async () => undefined,
  ): Promise<Result> {
    await other.query('BEGIN');
    await hold(other);
    let isOver = false;
    const running = late().finally(() => (isOver = true));
    while (!isOver && !(await somebodyWaits())) await other.query('SELECT pg_sleep(0.005)');
    await change(other);
    await other.query('COMMIT');
    return running;
  }
  const application = () => database.owner.connect();
  const sql = (text: string) => (session: Session) => session.query(text);
  const registers = (but: Partial<Registration>) => (session: Session) => register(session, but);

  describe('a roll-back that had to wait', () => {
    it('sees that another execution was told meanwhile, and may announce the row', async () => {
      await register(database.workflow, { execution: 'first' });

      const answer = await behind(await application(), registers({ execution: 'second' }), () =>
        rollBack(database.workflow, 'envelope-1', ['first']),
      );

      expect(answer).toEqual({ rolled_back: false, reason: 'not_all_failed' });
      expect(await users()).toHaveLength(1);
    });

    it('sees that it was rolled back and written again meanwhile', async () => {
      await register(database.workflow, { execution: 'first' });

      const answer = await behind(
        await application(),
        (other) => rollBack(other, 'envelope-1', ['first']),
        () => rollBack(database.workflow, 'envelope-1', ['first']),
        registers({ execution: 'second' }),
      );

      expect(answer).toEqual({ rolled_back: false, reason: 'not_all_failed' });
      expect(await users()).toHaveLength(1);
    });

    it('sees that an application has changed the row meanwhile', async () => {
      await register(database.workflow);

      const answer = await behind(await application(), sql(`UPDATE users SET name = 'Anna'`), () =>
        rollBack(database.workflow),
      );

      expect(answer).toEqual({ rolled_back: false, reason: 'changed_since' });
      expect(await users()).toMatchObject([{ name: 'Anna' }]);
    });

    it('sees that another event has found the row as it is meanwhile', async () => {
      await register(database.workflow);
      const same = { envelope_id: 'envelope-2', occurred_at: LATER };

      const answer = await behind(await application(), registers(same), () => rollBack(database.workflow));

      expect(answer).toEqual({ rolled_back: false, reason: 'confirmed_since' });
      expect(await users()).toHaveLength(1);
    });

    it('takes back what nobody has changed meanwhile', async () => {
      await register(database.workflow);

      const answer = await behind(await application(), sql('SELECT FROM users FOR UPDATE'), () =>
        rollBack(database.workflow),
      );

      expect(answer).toEqual({ rolled_back: true, reason: 'deleted' });
    });

    it.each(['ann@example.org', 'new@example.org'])(
      'has waited for whoever is about to take %s, which it gives back or away',
      async (email) => {
        await register(database.workflow);
        await register(database.workflow, { envelope_id: 'envelope-2', email: 'new@example.org' });
        const held: unknown[] = [];

        const answer = await behind(
          await application(),
          (other) => other.query('SELECT 1 FROM lock_names(ARRAY[$1])', [`email ${email}`]),
          () => rollBack(database.workflow, 'envelope-2'),
          async () => void held.push(...(await users())),
        );

        expect(held).toMatchObject([{ email: 'new@example.org' }]);
        expect(answer).toEqual({ rolled_back: true, reason: 'restored' });
      },
    );
  });

  describe('a registration that had to wait', () => {
    it('sees what an earlier delivery has done meanwhile', async () => {
      const answer = await behind(await application(), registers({ execution: 'first' }), () =>
        register(database.workflow, { execution: 'second', name: 'Not Ann' }),
      );

      expect(answer).toMatchObject({ operation: 'created' });
      expect(await users()).toMatchObject([{ name: 'Ann' }]);
      expect(await rollBack(database.workflow, 'envelope-1', ['first'])).toMatchObject({
        reason: 'not_all_failed',
      });
    });

    it('sees that an application has given the row another e-mail meanwhile', async () => {
      await register(database.workflow, { cognito_id: 'bob-sub', user_id: 'bob', envelope_id: 'bob' });

      const answer = await behind(
        await application(),
        sql(`UPDATE users SET email = 'bob@example.org' WHERE id = 'bob'`),
        () => register(database.workflow),
      );

      expect(answer).toMatchObject({ operation: 'created' });
      expect((await users()).map(({ email }) => email)).toEqual(['ann@example.org', 'bob@example.org']);
    });

    it('sees that an application has removed the row meanwhile', async () => {
      await register(database.workflow);

      const answer = await behind(await application(), sql('DELETE FROM users'), () =>
        register(database.workflow, { envelope_id: 'envelope-2', occurred_at: LATER }),
      );

      expect(answer).toMatchObject({ operation: 'created' });
      expect(await users()).toHaveLength(1);
    });

    it('sees that the row of the older table was given to somebody else meanwhile', async () => {
      await database.owner.query(
        `INSERT INTO users (id, cognito_id, email) VALUES ('17', 'unlinked:17', 'ann@example.org')`,
      );

      const answer = await behind(
        await application(),
        sql(`UPDATE users SET cognito_id = 'other-sub' WHERE id = '17'`),
        () => register(database.workflow, { asked: asked() }),
      );

      expect(answer).toMatchObject({ operation: 'email_in_use', holder: { cognito_id: 'other-sub' } });
    });

    it('does not put back what an application has changed in the row meanwhile', async () => {
      await register(database.workflow, { phone: null });

      await behind(await application(), sql(`UPDATE users SET phone = '+4917'`), () =>
        register(database.workflow, {
          envelope_id: 'envelope-2',
          occurred_at: LATER,
          phone: null,
          name: 'A',
        }),
      );

      expect(await users()).toMatchObject([{ name: 'A', phone: '+4917' }]);
    });
  });

  describe('rows are locked in the order of their ids', () => {
    it.each([
      ['a', 'b'],
      ['b', 'a'],
    ])('when %s would like to have the e-mail of %s', async (who, whose) => {
      for (const id of ['a', 'b']) {
        await register(database.workflow, {
          envelope_id: id,
          cognito_id: id,
          user_id: id,
          email: `${id}@x`,
        });
      }
      const other = await application();
      const late = () =>
        register(database.workflow, {
          envelope_id: 'late',
          cognito_id: who,
          email: `${whose}@x`,
          occurred_at: LATER,
        });

      // The second row is held; who waits for it must hold the first by now, so that it cannot be had.
      const taken: unknown[] = [];
      await behind(other, sql(`SELECT FROM users WHERE id = 'b' FOR UPDATE`), late, async () => {
        taken.push(...(await database.owner.query('SELECT id FROM users FOR UPDATE SKIP LOCKED')));
      });

      expect(taken).toEqual([]);
    });
  });

  it('names are locked in one order, however they are given', async () => {
    const names = ['user x', 'email a', 'email b'];
    const lock = (session: Session, order: string[]) =>
      session.query('SELECT 1 FROM lock_names($1)', [order]);
    const other = await application();
    const [first] = await orderOf(other, names);

    for (const order of [names, [...names].reverse()]) {
      const third = await application();
      await other.query('BEGIN');
      await other.query('SELECT pg_advisory_xact_lock($1::bigint)', [first]);
      const running = lock(third, order);
      while (!(await somebodyWaits())) await other.query('SELECT pg_sleep(0.005)');
      const [held] = await database.owner.query(
        `SELECT count(*)::int AS count FROM pg_locks JOIN pg_stat_activity USING (pid)
          WHERE locktype = 'advisory' AND granted AND datname = current_database()`,
      );
      await other.query('COMMIT');
      await running;

      expect(held).toEqual({ count: 1 });
    }
  });
});

/** The keys under which lock_names locks these names, in its order. */
async function orderOf(session: Session, names: string[]): Promise<unknown[]> {
  const rows = await session.query(
    'SELECT hashtextextended(name, 0)::text AS key FROM unnest($1::text[]) AS name ORDER BY hashtextextended(name, 0)',
    [names],
  );
  return rows.map(({ key }) => key);
}
