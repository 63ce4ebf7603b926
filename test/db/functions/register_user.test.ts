import { deployedDatabase } from '../deployed-database';
import type { Session } from '../engine';
import { onEveryDatabase } from '../on-every-database';
import { asked, register, rollBack } from '../registering';

const LATER = '2026-01-02T00:00:00.000Z';
const BOB = { cognito_id: 'bob-sub', user_id: 'bob', email: 'bob@example.org' };

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);

  describe('a user that nobody knows', () => {
    it('is created from the event, as of the event', async () => {
      const answer = await register(database.workflow);

      expect(answer.operation).toBe('created');
      expect(await rows(database.owner)).toEqual([
        {
          id: 'ann',
          cognito_id: 'ann-sub',
          email: 'ann@example.org',
          name: 'Ann',
          phone: '+4915112345678',
          email_verified: true,
          created_at: '2026-01-01T00:00:00.000Z',
          updated_at: '2026-01-01T00:00:00.000Z',
        },
      ]);
    });

    it('is answered with what the workflow announces, and no more of the row', async () => {
      const answer = await register(database.workflow);

      expect(answer).toEqual({
        operation: 'created',
        persisted_at: answer.persisted_at,
        user: { id: 'ann', cognito_id: 'ann-sub', email: 'ann@example.org' },
      });
    });

    it('is answered with the time of the write, to the millisecond and in UTC', async () => {
      const before = Date.now();
      const { persisted_at: persistedAt = '' } = await register(database.workflow);

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
      await register(database.workflow, { name: null, phone: null, email_verified: false });

      expect(await rows(database.owner)).toMatchObject([{ name: null, phone: null, email_verified: false }]);
    });

    it('has no verified e-mail where nobody says so', async () => {
      await register(database.workflow, { email_verified: undefined });

      expect(await rows(database.owner)).toMatchObject([{ email_verified: false }]);
    });

    it('leaves notes of what was not kept in its registration, also with its last answer', async () => {
      await register(database.workflow, { notes: ['phone is left out'] });
      expect(await notes()).toEqual(['phone is left out']);

      await rollBack(database.workflow);
      await register(database.workflow);
      expect(await notes()).toBeNull();
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
    const other = { cognito_id: 'other-sub', user_id: 'other', email: 'other@example.org', execution: 'b' };

    it('is another registration, with an answer of its own', async () => {
      const first = await register(database.workflow);
      const second = await register(database.workflow, other);

      expect(second).toMatchObject({ operation: 'created', user: { id: 'other' } });
      expect(await register(database.workflow)).toEqual(first);
      expect(await register(database.workflow, other)).toEqual(second);
    });

    it('does not take the place of a user who was rolled back and waits for a replay', async () => {
      await register(database.workflow);
      await rollBack(database.workflow);
      await register(database.workflow, other);

      expect(await register(database.workflow)).toMatchObject({ operation: 'created', user: { id: 'ann' } });
    });

    it('does not note its executions with the first user', async () => {
      await register(database.workflow, { execution: 'a' });
      for (const execution of ['b', 'c']) await register(database.workflow, { ...other, execution });

      const found = await database.owner.query(
        'SELECT executions::text FROM user_registrations ORDER BY cognito_id',
      );
      expect(found).toEqual([{ executions: '{a}' }, { executions: '{b,c}' }]);
    });
  });

  describe('a later event of the same user', () => {
    beforeEach(() => register(database.workflow));

    it('updates the row, as of the event', async () => {
      const { operation, user } = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        user_id: 'ignored',
        email: 'new@example.org',
        name: 'Anna',
        email_verified: false,
      });

      expect(operation).toBe('updated');
      expect(user).toEqual({ id: 'ann', cognito_id: 'ann-sub', email: 'new@example.org' });
      expect(await rows(database.owner)).toEqual([
        {
          id: 'ann',
          cognito_id: 'ann-sub',
          email: 'new@example.org',
          name: 'Anna',
          phone: '+4915112345678',
          email_verified: false,
          created_at: '2026-01-01T00:00:00.000Z',
          updated_at: LATER,
        },
      ]);
    });

    it.each([
      ['name', 'Anna'],
      ['phone', '+4915187654321'],
      ['email', 'new@example.org'],
      ['email_verified', false],
    ])('updates the row when only its %s has changed', async (member, value) => {
      const changed = { envelope_id: 'envelope-2', occurred_at: LATER, [member]: value };

      expect((await register(database.workflow, changed)).operation).toBe('updated');
      expect(await rows(database.owner)).toMatchObject([{ [member]: value, updated_at: LATER }]);
    });

    it.each([
      ['nothing', {}, 'unchanged'],
      ['something else', { email: 'new@example.org' }, 'updated'],
    ])('does not erase what it does not know when it changes %s', async (_what, but, expected) => {
      const { operation } = await register(database.workflow, {
        envelope_id: 'envelope-2',
        occurred_at: LATER,
        name: null,
        phone: null,
        ...but,
      });

      expect(operation).toBe(expected);
      expect(await rows(database.owner)).toMatchObject([{ name: 'Ann', phone: '+4915112345678', ...but }]);
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

    it('leaves the rows of others alone', async () => {
      await register(database.workflow, { ...BOB, envelope_id: 'bob' });
      const [, bob] = await rows(database.owner);
      await register(database.workflow, { envelope_id: 'envelope-2', occurred_at: LATER, name: 'Anna' });

      expect((await rows(database.owner))[1]).toEqual(bob);
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

      expect(answer).toMatchObject({
        operation: 'email_in_use',
        user: null,
        holder: { cognito_id: 'bob-sub', user_id: 'bob' },
      });
      expect((await rows(database.owner)).map(({ email }) => email)).toEqual([
        'ann@example.org',
        'bob@example.org',
      ]);
    });
  });

  describe('a row of the older table', () => {
    beforeEach(() =>
      database.owner.query(`INSERT INTO users (id, cognito_id, email, name, created_at, updated_at)
        VALUES ('17', 'unlinked:17', 'ann@example.org', 'Ann Old', '2020-01-01Z', '2030-01-01Z')`),
    );
    const untouched = { cognito_id: 'unlinked:17', name: 'Ann Old', updated_at: '2030-01-01T00:00:00.000Z' };

    it('is not linked before Cognito was asked about the newcomer, whatever the event says', async () => {
      // No time either: the workflow of the release before would announce it.
      expect(await register(database.workflow, { username: 'ann' })).toEqual({
        operation: 'unproven',
        user: null,
        ask: { cognito_id: 'ann-sub', username: 'ann' },
      });
      expect(await rows(database.owner)).toMatchObject([untouched]);
    });

    it('is linked once Cognito has answered, keeps its id and gets what the event knows', async () => {
      await register(database.workflow, { name: null });

      const { operation, user } = await register(database.workflow, { name: null, asked: asked() });

      expect({ operation, user }).toEqual({
        operation: 'linked',
        user: { id: '17', cognito_id: 'ann-sub', email: 'ann@example.org' },
      });
      expect(await rows(database.owner)).toEqual([
        {
          id: '17',
          cognito_id: 'ann-sub',
          email: 'ann@example.org',
          name: 'Ann Old',
          phone: '+4915112345678',
          email_verified: true,
          created_at: '2020-01-01T00:00:00.000Z',
          updated_at: '2026-01-01T00:00:00.000Z',
        },
      ]);
    });

    it('answers a redelivery as it answered the one that linked it, without asking again', async () => {
      const first = await register(database.workflow, { asked: asked() });

      expect(await register(database.workflow)).toEqual(first);
    });

    it('takes the name of the event when there is one', async () => {
      await register(database.workflow, { asked: asked() });

      expect(await rows(database.owner)).toMatchObject([{ name: 'Ann' }]);
    });

    it('is found by its new identity from then on', async () => {
      await register(database.workflow, { asked: asked() });

      const later = { envelope_id: 'e2', occurred_at: LATER, name: 'Anna' };

      expect(await register(database.workflow, later)).toMatchObject({
        operation: 'updated',
        user: { id: '17' },
      });
    });

    it.each([
      ['about nobody', null],
      ['about nobody that it names', {}],
      ['about somebody else', asked({ cognito_id: 'bob-sub' })],
      ['about the holder of the row', asked({ cognito_id: 'unlinked:17' })],
    ])('is still to be proven when Cognito was asked %s', async (_whom, answer) => {
      expect((await register(database.workflow, { asked: answer })).operation).toBe('unproven');
      expect(await rows(database.owner)).toMatchObject([untouched]);
    });

    it.each([
      ['does not know the newcomer', { exists: false }],
      ['does not say that it knows the newcomer', { exists: undefined }],
      ['knows another e-mail', { email: 'ann@example.com' }],
      ['knows no e-mail', { email: undefined }],
      ['has not verified it', { email_verified: false }],
      ['only relays another provider', { native: false }],
      ['does not say whose user it is', { native: undefined }],
    ])('is not linked when Cognito %s', async (_what, but) => {
      expect(await register(database.workflow, { asked: asked(but) })).toMatchObject({
        operation: 'email_in_use',
        user: null,
        holder: { cognito_id: 'unlinked:17', user_id: '17' },
      });
      expect(await rows(database.owner)).toMatchObject([untouched]);
    });

    it.each([
      ['an unverified e-mail', { email_verified: false }],
      ['a provider that Cognito only relays', { identity_provider: 'Google' }],
      ['an unknown provider', { identity_provider: undefined }],
    ])('is not linked by %s, and nobody needs to be asked', async (_what, but) => {
      for (const answer of [undefined, asked()]) {
        expect((await register(database.workflow, { ...but, asked: answer })).operation).toBe('email_in_use');
      }
      expect(await rows(database.owner)).toMatchObject([untouched]);
    });

    it('is not linked to a user who has a row already', async () => {
      await register(database.workflow, { email: 'other@example.org' });

      const later = { envelope_id: 'e2', occurred_at: LATER, asked: asked() };

      expect((await register(database.workflow, later)).operation).toBe('email_in_use');
    });

    it('is a placeholder only under its own id', async () => {
      await database.owner.query(`UPDATE users SET cognito_id = 'unlinked:18'`);

      expect((await register(database.workflow, { asked: asked() })).operation).toBe('email_in_use');
    });

    it('cannot be taken by an identity that looks like its placeholder', async () => {
      await expect(register(database.workflow, { cognito_id: 'unlinked:17' })).rejects.toThrow(
        /SQLSTATE 22023, cognito_id/,
      );
    });
  });

  it('is proven by the e-mail as people see it, however it is composed', async () => {
    await database.owner.query(
      `INSERT INTO users (id, cognito_id, email) VALUES ('17', 'unlinked:17', 'zo\u00eb@example.org')`,
    );
    const composed = { email: 'zo\u00eb@example.org', asked: asked({ email: ' ZOE\u0308@example.org' }) };

    expect((await register(database.workflow, composed)).operation).toBe('linked');
  });

  it('survives every text that JSON can carry', async () => {
    const name = `Zoë "O'Neil" \\ $1 :p1 ? 名前 😀`;

    await register(database.workflow, { name });

    expect(await rows(database.owner)).toMatchObject([{ name }]);
  });

  async function notes(): Promise<unknown> {
    return (await database.owner.query('SELECT notes FROM user_registrations'))[0]?.notes;
  }
});

async function rows(owner: Session): Promise<Record<string, unknown>[]> {
  const found = await owner.query('SELECT * FROM users ORDER BY id');
  return found.map((row) => ({ ...row, created_at: iso(row.created_at), updated_at: iso(row.updated_at) }));
}

function iso(time: unknown): string {
  return (time as Date).toISOString();
}
