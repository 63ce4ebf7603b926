import { deployedDatabase } from '../deployed-database';
import { onEveryDatabase } from '../on-every-database';
import { register, rollBack, type Registration } from '../registering';

const [DAY_1, DAY_2, DAY_3, DAY_4] = [1, 2, 3, 4].map((day) => `2026-01-0${day}T00:00:00.000Z`);

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const event = (day: number, but: Partial<Registration> = {}) =>
    register(database.workflow, {
      envelope_id: `of-day-${day}`,
      occurred_at: `2026-01-0${day}T00:00:00.000Z`,
      name: `Ann of day ${day}`,
      ...but,
    });
  const user = async () => (await database.owner.query('SELECT * FROM users'))[0];
  const applicationMakesTheRow = (id = 'made-by-an-application') =>
    database.owner.query(
      `INSERT INTO users (id, cognito_id, email, name, updated_at) VALUES ($1, 'ann-sub', 'ann@example.org', 'Ann', '2030-01-01Z')`,
      [id],
    );

  describe('an event that is older than', () => {
    it.each([
      ['created the row', [2]],
      ['updated it', [2, 3]],
    ])('another that %s is stale, says nothing of the row and leaves it alone', async (_what, days) => {
      for (const day of days) await event(day);
      const before = await user();

      expect(await event(1)).toMatchObject({ operation: 'stale', user: null });
      expect(await user()).toEqual(before);
    });

    it('another is remembered with the row, so that whoever erases a person finds it', async () => {
      await event(2);
      await event(1);

      const found = await database.owner.query(
        `SELECT operation, after_image FROM user_registrations WHERE user_id = 'ann' ORDER BY operation`,
      );
      expect(found).toMatchObject([{ operation: 'created' }, { operation: 'stale', after_image: null }]);
    });

    it('another that found nothing to change is stale: it said how things were at its time', async () => {
      await event(1);
      await event(3, { name: 'Ann of day 1' });

      expect((await event(2)).operation).toBe('stale');
    });

    it('another that linked the row is stale', async () => {
      await database.owner.query(
        `INSERT INTO users (id, cognito_id, email) VALUES ('17', 'unlinked:17', 'ann@example.org')`,
      );
      const proof = { cognito_id: 'ann-sub', exists: true, native: true, email_verified: true };
      await event(2, { asked: { ...proof, email: 'ann@example.org' } });

      expect((await event(1)).operation).toBe('stale');
    });

    it('another that was refused is not stale: that one announced nothing', async () => {
      await register(database.workflow, {
        envelope_id: 'bob',
        cognito_id: 'bob-sub',
        user_id: 'bob',
        email: 'bob@example.org',
      });
      await event(1);
      expect((await event(3, { email: 'bob@example.org' })).operation).toBe('email_in_use');

      expect((await event(2)).operation).toBe('updated');
    });

    it('another of a different user is not stale', async () => {
      await register(database.workflow, {
        envelope_id: 'bob',
        occurred_at: DAY_4,
        cognito_id: 'bob-sub',
        user_id: 'bob',
        email: 'bob@example.org',
      });

      expect((await event(1)).operation).toBe('created');
    });
  });

  it('an event of the same time as another counts, in the order in which they come', async () => {
    await event(1);

    expect((await event(1, { envelope_id: 'twin', name: 'Twin' })).operation).toBe('updated');
    expect(await user()).toMatchObject({ name: 'Twin', updated_at: new Date(DAY_1 as string) });
  });

  describe('a row that an application made', () => {
    it.each([
      ['unchanged', { name: 'Ann', phone: null, email_verified: false }],
      ['updated', {}],
    ])('is announced by the first event, however late its own time is (%s)', async (operation, but) => {
      await applicationMakesTheRow();

      expect(await event(1, but)).toMatchObject({ operation, user: { id: 'made-by-an-application' } });
    });

    it('shows the time of the event that wrote it last, even where that is earlier', async () => {
      await applicationMakesTheRow();
      await event(1);

      expect(await user()).toMatchObject({ name: 'Ann of day 1', updated_at: new Date(DAY_1 as string) });
    });

    it('keeps its own time when the event found nothing to change', async () => {
      await applicationMakesTheRow();
      await event(1, { name: 'Ann', phone: null, email_verified: false });

      expect(await user()).toMatchObject({ updated_at: new Date('2030-01-01Z') });
    });

    it('is announced by a replay after the registration before it was rolled back', async () => {
      await event(2);
      await rollBack(database.workflow, 'of-day-2');
      await applicationMakesTheRow();

      expect(await event(2)).toMatchObject({ operation: 'updated', user: { id: 'made-by-an-application' } });
    });

    it('is announced by an older event too, when the newer one spoke of a row that is gone', async () => {
      await event(3);
      await database.owner.query('DELETE FROM users');
      await applicationMakesTheRow();

      expect((await event(2)).operation).toBe('updated');
    });

    it('is announced once: an older event than that is stale', async () => {
      await applicationMakesTheRow();
      await event(2);

      expect((await event(1)).operation).toBe('stale');
    });
  });

  it('the first event of whoever an application has given the row to is not stale', async () => {
    await event(3);
    await database.owner.query(`UPDATE users SET cognito_id = 'bob-sub'`);

    expect((await event(1, { cognito_id: 'bob-sub' })).operation).toBe('updated');
  });

  it('an application that touches the row does not stop a later change', async () => {
    await event(1);
    await database.owner.query(`UPDATE users SET updated_at = '2030-01-01Z'`);

    expect((await event(2)).operation).toBe('updated');
    expect(await user()).toMatchObject({ name: 'Ann of day 2', updated_at: new Date(DAY_2 as string) });
  });

  it('a row that somebody removed is made again, by an older event too', async () => {
    await event(3);
    await database.owner.query('DELETE FROM users');

    expect((await event(2)).operation).toBe('created');
  });

  describe('with a trigger that sets updated_at to now', () => {
    beforeAll(async () => {
      await database.owner.query(`CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$`);
      await database.owner.query(
        'CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()',
      );
    });
    afterAll(() => database.owner.query('DROP FUNCTION touch CASCADE'));

    it('later events are written, and older ones are stale', async () => {
      await event(1);

      expect((await event(3)).operation).toBe('updated');
      expect((await event(2)).operation).toBe('stale');
    });

    it('an event that was rolled back is announced by its replay', async () => {
      await event(1);
      const first = await event(2);
      expect(await rollBack(database.workflow, 'of-day-2')).toMatchObject({ reason: 'restored' });

      expect(await event(2)).toMatchObject({ operation: first.operation, user: first.user });
    });
  });

  describe('an event that was stale', () => {
    it('stays so for its redeliveries while the newer one stands', async () => {
      await event(2);

      for (let delivery = 1; delivery <= 2; delivery++) expect((await event(1)).operation).toBe('stale');
    });

    it('is announced by a replay once the newer one was rolled back', async () => {
      await event(2);
      await event(1);
      await rollBack(database.workflow, 'of-day-2');

      expect((await event(1)).operation).toBe('created');
      expect((await event(2)).operation).toBe('updated');
      expect(await user()).toMatchObject({ name: 'Ann of day 2' });
    });
  });

  it('a redelivery gets its first answer, however many newer events stand', async () => {
    const first = await event(1);
    for (const day of [2, 3]) await event(day);

    expect(await event(1)).toEqual(first);
    expect(await user()).toMatchObject({ name: 'Ann of day 3', updated_at: new Date(DAY_3 as string) });
  });
});
