import { deployedDatabase } from '../deployed-database';
import type { Session } from '../engine';
import { onEveryDatabase } from '../on-every-database';
import { register, rollBack } from '../registering';

const LATER = '2026-01-02T00:00:00.000Z';
const EARLIER = '2025-12-31T00:00:00.000Z';

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);

  describe('a user that nobody knows', () => {
    it('is created from the event, as of the event', async () => {
      const answer = await register(database.workflow);

      expect(answer.operation).toBe('created');
      expect(answer.user).toEqual({
        id: 'ann',
        cognito_id: 'ann-sub',
        email: 'ann@example.org',
        name: 'Ann',
        phone: '+4915112345678',
        email_verified: true,
      });
      expect(await rows(database.owner)).toEqual([
        { ...answer.user, created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' },
      ]);
    });

    it('is answered with the time of the write, to the millisecond and in UTC', async () => {
      const before = Date.now();
      const { persisted_at: persistedAt } = await register(database.workflow);

      expect(persistedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(Date.parse(persistedAt)).toBeGreaterThanOrEqual(before - 1_000);
      expect(Date.parse(persistedAt)).toBeLessThanOrEqual(Date.now() + 1_000);
    });

    it('keeps its e-mail in lower case', async () => {
      expect((await register(database.workflow, { email: 'Ann@Example.ORG' })).user?.email).toBe(
        'ann@example.org',
      );
    });

    it('may have no name, no phone and an unverified e-mail', async () => {
      const { user } = await register(database.workflow, { name: null, phone: null, email_verified: false });

      expect(user).toMatchObject({ name: null, phone: null, email_verified: false });
    });
  });

  describe('a redelivery', () => {
    it('gets the answer of the first delivery, though the row has changed since', async () => {
      const first = await register(database.workflow);
      await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        email: 'new@example.org',
      });

      expect(await register(database.workflow)).toEqual(first);
      expect((await rows(database.owner))[0]).toMatchObject({ email: 'new@example.org' });
    });

    it('of an update is an update again, and not stale', async () => {
      await register(database.workflow);
      const update = { envelope_id: 'envelope-2', occurred_at: LATER, name: 'Anna' };
      const first = await register(database.workflow, update);
      await register(database.workflow, {
        envelope_id: 'envelope-3',
        occurred_at: '2026-01-03T00:00:00.000Z',
        name: 'Anne',
      });

      expect(await register(database.workflow, update)).toEqual(first);
      expect(first.operation).toBe('updated');
    });

    it('of an event that changed nothing is told the same time again', async () => {
      await register(database.workflow);
      const same = { envelope_id: 'envelope-2', occurred_at: LATER };
      const first = await register(database.workflow, same);

      expect(await register(database.workflow, same)).toEqual(first);
      expect(first.operation).toBe('unchanged');
    });

    it('of an event that was stale is judged again', async () => {
      await register(database.workflow);
      const older = { envelope_id: 'envelope-2', occurred_at: EARLIER };
      expect((await register(database.workflow, older)).operation).toBe('stale');

      await database.owner.query(`DELETE FROM users`);
      await database.owner.query(`DELETE FROM user_registrations WHERE envelope_id = 'envelope-1'`);

      expect((await register(database.workflow, older)).operation).toBe('created');
    });

    it('notes each execution that was told once', async () => {
      for (const execution of ['a', 'b', 'a', undefined]) await register(database.workflow, { execution });

      const [row] = await database.owner.query('SELECT executions::text FROM user_registrations');
      expect(row).toEqual({ executions: '{a,b}' });
    });

    it('of an event that was refused is judged again, for a replay must be able to heal it', async () => {
      await register(database.workflow, { cognito_id: 'other-sub', user_id: 'other' });
      const event = { envelope_id: 'envelope-2' };
      expect((await register(database.workflow, event)).operation).toBe('email_in_use');

      await database.owner.query(`DELETE FROM users WHERE id = 'other'`);

      expect((await register(database.workflow, event)).operation).toBe('created');
      expect((await register(database.workflow, event)).operation).toBe('created');
    });
  });

  describe('an envelope id that comes again with another user', () => {
    const other = { cognito_id: 'other-sub', user_id: 'other', email: 'other@example.org' };

    it('is refused: the answer that it has is not theirs', async () => {
      const first = await register(database.workflow);

      await expect(register(database.workflow, other)).rejects.toThrow(/SQLSTATE 22023, envelope_id/);
      expect(await register(database.workflow)).toEqual(first);
      expect(await rows(database.owner)).toHaveLength(1);
    });

    it('is free where nothing was written under it', async () => {
      await register(database.workflow, { envelope_id: 'envelope-2' });
      expect((await register(database.workflow, { cognito_id: 'third-sub' })).operation).toBe('email_in_use');

      expect((await register(database.workflow, other)).operation).toBe('created');
    });

    it('is free after what was written under it was taken back', async () => {
      await register(database.workflow);
      await rollBack(database.workflow);

      expect((await register(database.workflow, other)).operation).toBe('created');
    });
  });

  describe('a later event of the same user', () => {
    beforeEach(() => register(database.workflow));

    it('updates the row and says when', async () => {
      const { operation, user } = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        user_id: 'ignored',
        email: 'new@example.org',
        name: 'Anna',
        email_verified: false,
      });

      expect(operation).toBe('updated');
      expect(user).toMatchObject({
        id: 'ann',
        email: 'new@example.org',
        name: 'Anna',
        email_verified: false,
      });
      expect(await rows(database.owner)).toEqual([
        { ...user, created_at: '2026-01-01T00:00:00.000Z', updated_at: LATER },
      ]);
    });

    it('does not erase what it does not know', async () => {
      const { operation, user } = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        name: null,
        phone: null,
      });

      expect(operation).toBe('unchanged');
      expect(user).toMatchObject({ name: 'Ann', phone: '+4915112345678' });
    });

    it('does not erase it either when it changes something else', async () => {
      const { operation, user } = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        email: 'new@example.org',
        name: null,
        phone: null,
      });

      expect(operation).toBe('updated');
      expect(user).toMatchObject({ email: 'new@example.org', name: 'Ann', phone: '+4915112345678' });
    });

    it('writes nothing when it would change nothing', async () => {
      const { operation, user } = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
      });

      expect(operation).toBe('unchanged');
      expect(user?.id).toBe('ann');
      expect((await rows(database.owner))[0]).toMatchObject({ updated_at: '2026-01-01T00:00:00.000Z' });
    });

    it('counts when it has the same time', async () => {
      expect((await register(database.workflow, { envelope_id: 'envelope-2', name: 'Anna' })).operation).toBe(
        'updated',
      );
    });

    it('may not take the e-mail of somebody else', async () => {
      await register(database.workflow, {
        envelope_id: 'bob',
        cognito_id: 'bob-sub',
        user_id: 'bob',
        email: 'bob@example.org',
      });

      const answer = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        email: 'Bob@example.org',
      });

      expect(answer).toMatchObject({ operation: 'email_in_use', user: null });
      expect((await rows(database.owner)).map(({ email }) => email)).toEqual([
        'ann@example.org',
        'bob@example.org',
      ]);
    });
  });

  describe('an older event of the same user', () => {
    it('is stale and leaves the row alone', async () => {
      await register(database.workflow);
      const answer = await register(database.workflow, {
        envelope_id: 'envelope-0',
        occurred_at: EARLIER,
        name: 'Old',
      });

      expect(answer).toMatchObject({ operation: 'stale', user: { id: 'ann', name: 'Ann' } });
      expect(await rows(database.owner)).toHaveLength(1);
    });

    it('is stale too when the newer one found nothing to change', async () => {
      await register(database.workflow);
      await register(database.workflow, {
        envelope_id: 'envelope-3',
        occurred_at: '2026-01-03T00:00:00.000Z',
      });

      const answer = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        name: 'Old',
      });

      expect(answer).toMatchObject({ operation: 'stale', user: { name: 'Ann' } });
    });
  });

  describe('a row of the older table', () => {
    beforeEach(() =>
      database.owner.query(`INSERT INTO users (id, cognito_id, email, name, created_at, updated_at)
        VALUES ('17', 'unlinked:17', 'ann@example.org', 'Ann Old', '2020-01-01Z', '2030-01-01Z')`),
    );

    it('is linked by its owner, keeps its id and gets what the event knows', async () => {
      const { operation, user } = await register(database.workflow, { name: null });

      expect(operation).toBe('linked');
      expect(await rows(database.owner)).toEqual([
        { ...user, created_at: '2020-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' },
      ]);
      expect(user).toEqual({
        id: '17',
        cognito_id: 'ann-sub',
        email: 'ann@example.org',
        name: 'Ann Old',
        phone: '+4915112345678',
        email_verified: true,
      });
    });

    it('takes the name of the event when there is one', async () => {
      expect((await register(database.workflow)).user?.name).toBe('Ann');
    });

    it('is found by its new identity from then on', async () => {
      await register(database.workflow);

      const { operation, user } = await register(database.workflow, {
        envelope_id: 'e2',
        occurred_at: LATER,
        name: 'Anna',
      });

      expect({ operation, id: user?.id }).toEqual({ operation: 'updated', id: '17' });
    });

    it.each([
      ['an unverified e-mail', { email_verified: false }],
      ['a provider that Cognito only relays', { identity_provider: 'Google' }],
      ['an unknown provider', { identity_provider: undefined }],
    ])('is not linked by %s', async (_what, but) => {
      expect(await register(database.workflow, but)).toMatchObject({ operation: 'email_in_use', user: null });
      expect((await rows(database.owner))[0]).toMatchObject({ cognito_id: 'unlinked:17', name: 'Ann Old' });
    });

    it('is not linked to a user who has a row already', async () => {
      await register(database.workflow, { email: 'other@example.org' });

      expect((await register(database.workflow, { envelope_id: 'e2', occurred_at: LATER })).operation).toBe(
        'email_in_use',
      );
    });

    it('cannot be taken by an identity that looks like its placeholder', async () => {
      await expect(register(database.workflow, { cognito_id: 'unlinked:17' })).rejects.toThrow(
        /SQLSTATE 22023, cognito_id/,
      );
    });
  });

  describe('an error', () => {
    it.each([
      ['a value that is too long', { name: 'x'.repeat(256) }, '22001'],
      ['a time that is none', { occurred_at: 'ann@example.org' }, '22007'],
      ['a missing member', { email: undefined }, '22004, email'],
      ['an empty member', { envelope_id: '' }, '22004, envelope_id'],
    ])('over %s keeps its SQLSTATE and leaves nothing behind', async (_what, but, state) => {
      await expect(register(database.workflow, but)).rejects.toThrow(
        `register_user failed with SQLSTATE ${state}`,
      );
      expect(await rows(database.owner)).toEqual([]);
    });

    it('that every rerun meets again names the constraint and quotes no value', async () => {
      await register(database.workflow);

      const error = await register(database.workflow, {
        envelope_id: 'envelope-2',
        cognito_id: 'secret-sub',
        email: 'secret@example.org',
        name: 'Secret',
      }).catch((reason: unknown) => reason as Error & { detail?: string; where?: string });

      expect(error).toMatchObject({ message: 'register_user failed with SQLSTATE 23505, users_pkey' });
      expect(JSON.stringify({ ...(error as object) })).not.toMatch(/secret|\bann\b/i);
    });

    it('of a check or a trigger of an application shows none of the row', async () => {
      await database.owner.query(
        `ALTER TABLE users ADD CONSTRAINT users_name_is_short CHECK (length(name) < 5)`,
      );

      const error = await register(database.workflow, { name: 'Annabella' }).catch(
        (reason: unknown) => reason as Error,
      );
      await database.owner.query('ALTER TABLE users DROP CONSTRAINT users_name_is_short');

      expect(error).toMatchObject({
        message: 'register_user failed with SQLSTATE 23514, users_name_is_short',
      });
      expect(JSON.stringify({ ...(error as object) })).not.toMatch(/Annabella|ann@/);
    });
  });

  it('survives every text that JSON can carry', async () => {
    const name = `Zoë "O'Neil" \\ $1 :p1 ? 名前 😀`;

    expect((await register(database.workflow, { name })).user?.name).toBe(name);
  });
});

async function rows(owner: Session): Promise<Record<string, unknown>[]> {
  const found = await owner.query('SELECT * FROM users ORDER BY id');
  return found.map((row) => ({ ...row, created_at: iso(row.created_at), updated_at: iso(row.updated_at) }));
}

function iso(time: unknown): string {
  return (time as Date).toISOString();
}
