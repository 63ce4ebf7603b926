import { deployedDatabase } from '../deployed-database';
import { onEveryDatabase } from '../on-every-database';
import { asked, register, rollBack } from '../registering';

const LATER = '2026-01-02T00:00:00.000Z';

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const users = () => database.owner.query('SELECT * FROM users ORDER BY id');

  it('deletes the row that the event created', async () => {
    await register(database.workflow);

    expect(await rollBack(database.workflow)).toEqual({ rolled_back: true, reason: 'deleted' });
    expect(await users()).toEqual([]);
  });

  it('gives an updated row its former values back', async () => {
    await register(database.workflow);
    const before = await users();
    await register(database.workflow, {
      envelope_id: 'envelope-2',
      occurred_at: LATER,
      email: 'new@example.org',
      name: 'Anna',
      phone: '+1',
      email_verified: false,
    });

    expect(await rollBack(database.workflow, 'envelope-2')).toEqual({
      rolled_back: true,
      reason: 'restored',
    });
    expect(await users()).toEqual(before);
  });

  it('gives a linked row its placeholder back', async () => {
    await database.owner.query(`INSERT INTO users (id, cognito_id, email, updated_at)
      VALUES ('17', 'unlinked:17', 'ann@example.org', '2020-01-01T00:00:00.123456Z')`);
    const before = await users();
    await register(database.workflow, { asked: asked() });

    expect(await rollBack(database.workflow)).toEqual({ rolled_back: true, reason: 'restored' });
    expect(await users()).toEqual(before);
    expect(
      await database.owner.query(`SELECT FROM users WHERE updated_at = '2020-01-01T00:00:00.123456Z'`),
    ).toHaveLength(1);
  });

  it('says so again when it is asked again', async () => {
    await register(database.workflow);
    await rollBack(database.workflow);

    expect(await rollBack(database.workflow)).toEqual({ rolled_back: true, reason: 'already_rolled_back' });
  });

  it('lets the event register anew, with the same id and an answer of its own', async () => {
    const first = await register(database.workflow);
    await rollBack(database.workflow);
    await database.owner.query(
      `INSERT INTO users (id, cognito_id, email) VALUES ('17', 'unlinked:17', 'ann@example.org')`,
    );

    const second = await register(database.workflow, { asked: asked() });

    expect(first).toMatchObject({ operation: 'created', user: { id: 'ann' } });
    expect(second).toMatchObject({ operation: 'linked', user: { id: '17' } });
    expect(await register(database.workflow)).toEqual(second);
    expect(await rollBack(database.workflow)).toEqual({ rolled_back: true, reason: 'restored' });
  });

  it('can be done after each registration', async () => {
    for (let round = 1; round <= 3; round++) {
      expect(await register(database.workflow)).toMatchObject({ operation: 'created', user: { id: 'ann' } });
      expect((await rollBack(database.workflow)).reason).toBe('deleted');
    }
  });

  it('does not depend on the time zone of a session', async () => {
    await database.workflow.query(`SET timezone = 'Pacific/Chatham'`);
    await register(database.workflow);
    await database.workflow.query(`SET timezone = 'America/New_York'`);

    expect((await rollBack(database.workflow)).reason).toBe('deleted');
    await database.workflow.query('RESET timezone');
  });

  describe('leaves the row alone', () => {
    it.each([
      ['another value', `UPDATE users SET name = 'Anna'`],
      ['only another time', `UPDATE users SET updated_at = updated_at + interval '1 microsecond'`],
      ['no row any more', `DELETE FROM users`],
    ])('when somebody has left %s since', async (_what, change) => {
      await register(database.workflow);
      await database.owner.query(change);
      const before = await users();

      expect(await rollBack(database.workflow)).toEqual({ rolled_back: false, reason: 'changed_since' });
      expect(await users()).toEqual(before);
    });

    it('when a later event has changed it', async () => {
      await register(database.workflow);
      await register(database.workflow, { envelope_id: 'envelope-2', occurred_at: LATER, name: 'Anna' });

      expect(await rollBack(database.workflow)).toEqual({ rolled_back: false, reason: 'changed_since' });
    });

    it('when a later event has found it as it should be, and may have announced it', async () => {
      await register(database.workflow);
      await register(database.workflow, { envelope_id: 'envelope-2', occurred_at: LATER });

      expect(await rollBack(database.workflow)).toEqual({ rolled_back: false, reason: 'confirmed_since' });
      expect(await users()).toHaveLength(1);
    });

    it('but not when a later event has found only another row as it should be', async () => {
      await register(database.workflow);
      const bob = { cognito_id: 'bob-sub', user_id: 'bob', email: 'bob@example.org' };
      for (const id of ['bob-1', 'bob-2']) await register(database.workflow, { ...bob, envelope_id: id });

      expect((await rollBack(database.workflow)).reason).toBe('deleted');
    });

    it('but not when an earlier event has found it as it was then', async () => {
      await register(database.workflow);
      await register(database.workflow, { envelope_id: 'envelope-2', occurred_at: LATER });
      await register(database.workflow, { envelope_id: 'envelope-3', occurred_at: LATER, name: 'Anna' });

      expect((await rollBack(database.workflow, 'envelope-3')).reason).toBe('restored');
    });

    it('when an execution that got the answer is not known to have failed', async () => {
      await register(database.workflow, { execution: 'first' });
      await register(database.workflow, { execution: 'second' });
      await register(database.workflow, { execution: 'second' });

      expect(await rollBack(database.workflow, 'envelope-1', ['second'])).toEqual({
        rolled_back: false,
        reason: 'not_all_failed',
      });
      expect(await users()).toHaveLength(1);
      expect(
        (await rollBack(database.workflow, 'envelope-1', ['third', 'second', 'first'])).rolled_back,
      ).toBe(true);
    });

    it('when the failure does not say which executions failed', async () => {
      await register(database.workflow, { execution: 'first' });

      const [row] = await database.workflow.query(
        `SELECT roll_back_registration(CAST('{"envelope_id": "envelope-1"}' AS jsonb)) ->> 'reason' AS reason`,
      );

      expect(row?.reason).toBe('not_all_failed');
    });

    it('when it had to be restored to an e-mail that is taken by now', async () => {
      await register(database.workflow);
      await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        email: 'new@example.org',
      });
      await register(database.workflow, { envelope_id: 'bob', cognito_id: 'bob-sub', user_id: 'bob' });

      expect(await rollBack(database.workflow, 'envelope-2')).toEqual({
        rolled_back: false,
        reason: 'email_in_use',
      });
      expect((await users()).map((row) => row.email)).toEqual(['new@example.org', 'ann@example.org']);
    });

    it.each([
      ['', ''],
      [' and restricts it', 'ON DELETE RESTRICT'],
      [' and is looked at on commit', 'DEFERRABLE INITIALLY DEFERRED'],
    ])('when a table of an application points at it%s', async (_how, option) => {
      await register(database.workflow);
      await database.owner.query(`CREATE TABLE orders (user_id VARCHAR(36) REFERENCES users ${option})`);
      await database.owner.query(`INSERT INTO orders VALUES ('ann')`);

      const answer = await rollBack(database.workflow);
      await database.owner.query('DROP TABLE orders');

      expect(answer).toEqual({ rolled_back: false, reason: 'referenced' });
      expect(await users()).toHaveLength(1);
    });
  });

  describe('of two users in one envelope', () => {
    const bob = { cognito_id: 'bob-sub', user_id: 'bob', email: 'bob@example.org' };
    const roll = (...failed: string[]) => rollBack(database.workflow, 'envelope-1', failed);
    beforeEach(async () => {
      await register(database.workflow, { execution: 'of ann' });
      await register(database.workflow, { ...bob, execution: 'of bob' });
    });

    it.each([
      ['of ann', 'bob'],
      ['of bob', 'ann'],
    ])('takes back the one that the failed execution was told of (%s)', async (failed, stays) => {
      expect((await roll(failed)).reason).toBe('deleted');
      expect((await users()).map(({ id }) => id)).toEqual([stays]);
      expect((await roll(failed)).reason).toBe('already_rolled_back');
      expect(
        await database.owner.query('SELECT user_id FROM user_registrations WHERE rolled_back_at IS NULL'),
      ).toEqual([{ user_id: stays }]);
    });

    it('takes back none when another execution failed', async () => {
      expect((await roll('of nobody')).reason).toBe('not_all_failed');
      expect(await users()).toHaveLength(2);
    });
  });

  it.each([
    ['found nothing to change', { envelope_id: 'envelope-2' }],
    ['was stale', { envelope_id: 'envelope-2', occurred_at: '2025-01-01T00:00:00Z' }],
    ['was refused', { envelope_id: 'envelope-2', cognito_id: 'bob-sub' }],
    [
      'was not proven',
      { envelope_id: 'envelope-2', cognito_id: 'bob-sub', email: 'old@example.org', name: 'Bob' },
    ],
  ])('has nothing to take back of an event that %s', async (_what, event) => {
    await register(database.workflow);
    await database.owner.query(
      `INSERT INTO users (id, cognito_id, email) VALUES ('17', 'unlinked:17', 'old@example.org')`,
    );
    await register(database.workflow, event);
    const before = await users();

    expect(await rollBack(database.workflow, 'envelope-2')).toEqual({
      rolled_back: false,
      reason: 'nothing_written',
    });
    expect(await users()).toEqual(before);
  });

  it.each([
    ['of an event that never came', 'nobody'],
    ['of a failure, which begins with the id of the envelope', 'envelope-1.0123456789abcdef'],
    ['that is none', null as unknown as string],
  ])('does not know an id %s', async (_what, id) => {
    await register(database.workflow);

    expect(await rollBack(database.workflow, id)).toEqual({ rolled_back: false, reason: 'not_found' });
    expect(await users()).toHaveLength(1);
  });

  it('takes a bare envelope id from the owner, who knows that every execution has failed', async () => {
    await register(database.workflow, { execution: 'first' });
    const sql = `SELECT roll_back_registration('envelope-1') ->> 'reason' AS reason`;

    await expect(database.workflow.query(sql)).rejects.toThrow('permission denied');
    const [row] = await database.owner.query(sql);

    expect(row?.reason).toBe('deleted');
  });
});
