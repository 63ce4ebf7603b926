import { deployedDatabase } from './deployed-database';
import { onEveryDatabase } from './on-every-database';
import { POOL, registerAsking, type Pool } from './pool';
import { register, rollBack, type Registration } from './registering';

const LATER = '2026-01-02T00:00:00.000Z';
const LAST = '2026-01-03T00:00:00.000Z';

/** What the table says of an address that somebody else has in Cognito by now, and who gets it. */
onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const person = (who: string, but: Partial<Registration> = {}): Partial<Registration> => ({
    ...{ envelope_id: `envelope-of-${who}`, cognito_id: `${who}-sub`, user_id: who, username: `${who}-sub` },
    ...{ email: `${who}@example.org`, user_pool_id: POOL, name: null, phone: null, ...but },
  });
  const signUp = (who: string, but: Partial<Registration> = {}) =>
    register(database.workflow, person(who, but));
  const heal = (pool: Pool, who: string, but: Partial<Registration>, meanwhile?: () => unknown) =>
    registerAsking(database.workflow, pool, person(who, { occurred_at: LATER, ...but }), meanwhile);
  const emails = async () =>
    Object.fromEntries(
      (await database.owner.query('SELECT id, email FROM users')).map(({ id, email }) => [id, email]),
    ) as Record<string, string>;
  const remembered = (who: string) =>
    database.owner.query(
      `SELECT operation FROM user_registration.user_registrations WHERE cognito_id = $1 ORDER BY persisted_at`,
      [`${who}-sub`],
    );

  describe('an address whose holder has another one in Cognito', () => {
    it('goes to the newcomer, and the row of the holder gets the other one', async () => {
      await signUp('ann');
      const pool = { 'ann-sub': { email: 'Ann@New.example', modified_at: LATER, email_verified: false } };

      const answer = await heal(pool, 'bob', { email: 'ann@example.org' });

      expect(answer).toMatchObject({ operation: 'created', asked: [{ cognito_id: 'ann-sub' }] });
      expect(await emails()).toEqual({ ann: 'ann@new.example', bob: 'ann@example.org' });
      expect(
        await database.owner.query(`SELECT email_verified, updated_at FROM users WHERE id = 'ann'`),
      ).toEqual([{ email_verified: false, updated_at: new Date(LATER) }]);
      expect(await remembered('ann')).toEqual([{ operation: 'created' }, { operation: 'moved' }]);
    });

    it('goes to the newcomer also when Cognito has none for the holder, or none that fits', async () => {
      for (const email of [undefined, `${'x'.repeat(250)}@example.org`]) {
        await database.owner.query('TRUNCATE users, user_registration.user_registrations');
        await signUp('ann');

        await heal({ 'ann-sub': { email, modified_at: LATER } }, 'bob', { email: 'ann@example.org' });

        expect(await emails()).toEqual({ ann: 'released+ann@example.invalid', bob: 'ann@example.org' });
      }
    });

    it('makes an event about the holder that is older announce the row, and change nothing', async () => {
      await database.owner.query(
        `INSERT INTO users (id, cognito_id, email) VALUES ('ann', 'ann-sub', 'ann@example.org')`,
      );
      await heal({ 'ann-sub': { email: 'a@new.example', modified_at: LATER } }, 'bob', {
        email: 'ann@example.org',
      });

      expect(await signUp('ann')).toMatchObject({ operation: 'unchanged', user: { email: 'a@new.example' } });
      expect(await emails()).toMatchObject({ ann: 'a@new.example' });
    });

    it('is judged again when the answer is older than an event about the holder', async () => {
      await signUp('ann');
      await signUp('ann', { envelope_id: 'newer', occurred_at: LAST });
      const pool: Pool = { 'ann-sub': { email: 'a@old.example', modified_at: LATER } };
      const changesBack = () => (pool['ann-sub'] = { email: 'ann@example.org', modified_at: LAST });

      const answer = await heal(pool, 'bob', { email: 'ann@example.org' }, changesBack);

      expect(answer).toMatchObject({ operation: 'email_in_use', holder: { known: true } });
      expect(answer.asked).toHaveLength(2);
      expect(await emails()).toEqual({ ann: 'ann@example.org' });
    });

    it('is free without a question once the holder has moved by themselves', async () => {
      await signUp('ann');
      const pool = { 'ann-sub': { email: 'a@new.example', modified_at: LATER } };
      const moves = () =>
        signUp('ann', { envelope_id: 'moved', occurred_at: LAST, email: 'a@newest.example' });

      expect((await heal(pool, 'bob', { email: 'ann@example.org' }, moves)).operation).toBe('created');
      expect(await emails()).toEqual({ ann: 'a@newest.example', bob: 'ann@example.org' });
    });
  });

  describe('users who swapped their addresses', () => {
    const swapped: Pool = {
      'ann-sub': { email: 'bob@example.org', modified_at: LATER },
      'bob-sub': { email: 'ann@example.org', modified_at: LATER },
    };

    it.each([
      ['ann', 'bob'],
      ['bob', 'ann'],
    ])('both have their new one, whoever comes first (%s)', async (first, second) => {
      for (const who of ['ann', 'bob']) await signUp(who);
      const event = (who: string) => ({ envelope_id: `swap-${who}`, email: swapped[`${who}-sub`]?.email });

      expect((await heal(swapped, first, event(first))).operation).toBe('updated');
      expect(await emails()).toEqual({ ann: 'bob@example.org', bob: 'ann@example.org' });
      expect((await heal(swapped, second, event(second))).operation).toBe('unchanged');
    });

    it('may be three: each is asked about once', async () => {
      for (const who of ['ann', 'bob', 'cid']) await signUp(who);
      const pool: Pool = {
        'ann-sub': { email: 'bob@example.org', modified_at: LATER },
        'bob-sub': { email: 'cid@example.org', modified_at: LATER },
        'cid-sub': { email: 'ann@example.org', modified_at: LATER },
      };

      const answer = await heal(pool, 'ann', { envelope_id: 'swap', email: 'bob@example.org' });

      expect(answer.asked.map(({ cognito_id }) => cognito_id)).toEqual(['bob-sub', 'cid-sub']);
      expect(await emails()).toEqual({
        ann: 'bob@example.org',
        bob: 'cid@example.org',
        cid: 'ann@example.org',
      });
    });

    it('leave who wants an address that its holder keeps with a placeholder, until more is known', async () => {
      for (const who of ['ann', 'cid']) await signUp(who);
      const pool: Pool = {
        'ann-sub': { email: 'cid@example.org', modified_at: LATER },
        'cid-sub': { email: 'cid@example.org' },
      };

      expect((await heal(pool, 'bob', { email: 'ann@example.org' })).operation).toBe('created');
      expect(await emails()).toEqual({
        ann: 'released+ann@example.invalid',
        bob: 'ann@example.org',
        cid: 'cid@example.org',
      });
    });
  });

  describe('an address whose holder Cognito does not have any more', () => {
    const gone: Pool = { 'ann-sub': undefined };

    it.each(['anonymise', 'delete', undefined] as const)(
      'goes to a row of the newcomer (%s); the rest of the old row waits for a confirmation',
      async (policy) => {
        await signUp('ann', { name: 'Ann' });

        const answer = await heal(gone, 'bob', { email: 'ann@example.org', on_user_deleted: policy });

        expect(answer).toMatchObject({ operation: 'created', user: { id: 'bob' } });
        expect(await database.owner.query('SELECT id, email, name FROM users ORDER BY id')).toEqual([
          { id: 'ann', email: 'released+ann@example.invalid', name: 'Ann' },
          { id: 'bob', email: 'ann@example.org', name: null },
        ]);
      },
    );

    it('is asked about by username and by sub, and each says that nobody is there', async () => {
      await signUp('ann', { username: 'Google_1' });

      const { asked } = await heal(gone, 'bob', { email: 'ann@example.org' });

      expect(asked).toEqual([{ cognito_id: 'ann-sub', username: 'Google_1' }, { cognito_id: 'ann-sub' }]);
    });

    it('is not taken from a federated holder whom the sub alone does not find', async () => {
      await signUp('ann', { username: 'Google_1' });
      const pool: Pool = { 'ann-sub': { email: 'ann@example.org', native: false, username: 'Google_1' } };

      expect((await heal(pool, 'bob', { email: 'ann@example.org' })).operation).toBe('email_in_use');
    });

    it('was theirs even if the username is somebody else today', async () => {
      await signUp('ann', { username: 'ann' });
      const pool: Pool = { 'eve-sub': { username: 'ann', email: 'eve@example.org' } };

      expect((await heal(pool, 'bob', { email: 'ann@example.org' })).operation).toBe('created');
    });

    it('is asked about by the first name that was told: a later one may be forged', async () => {
      await signUp('ann', { username: 'ann' });
      await signUp('ann', { envelope_id: 'forged', occurred_at: LATER, username: 'nobody' });
      const pool: Pool = { 'ann-sub': { username: 'ann', email: 'ann@example.org' } };

      expect((await heal(pool, 'eve', { email: 'ann@example.org' })).operation).toBe('email_in_use');
    });

    it('makes whatever is still on its way about them stale, for a sub never comes back', async () => {
      await signUp('ann');
      await heal(gone, 'bob', { email: 'ann@example.org' });

      const late = { envelope_id: 'late', occurred_at: LAST, email: 'other@example.org' };

      expect((await signUp('ann', late)).operation).toBe('stale');
      expect((await signUp('ann')).operation).toBe('created');
    });

    it('comes back to the same person when rows are relinked and Cognito proves who signs up', async () => {
      await signUp('ann', { name: 'Ann', phone: '+15551234567' });
      const pool: Pool = { 'bob-sub': { email: 'ann@example.org' } };
      const again = { email: 'ann@example.org', on_user_deleted: 'relink' as const };

      const answer = await heal(pool, 'bob', again);

      expect(answer).toMatchObject({ operation: 'linked', user: { id: 'ann', cognito_id: 'bob-sub' } });
      expect(answer.asked).toEqual([
        { cognito_id: 'ann-sub' },
        { cognito_id: 'bob-sub', username: 'bob-sub' },
      ]);
      expect(await database.owner.query('SELECT id, email, name, phone FROM users')).toEqual([
        { id: 'ann', email: 'ann@example.org', name: 'Ann', phone: '+15551234567' },
      ]);
    });

    it.each([
      ['has not verified it', { email_verified: false }, {}],
      ['only comes from a provider', { identity_provider: 'Google' }, {}],
      ['is nobody in Cognito', {}, { 'bob-sub': undefined }],
      ['is unverified in Cognito', {}, { 'bob-sub': { email: 'ann@example.org', email_verified: false } }],
    ])('is no way to the old row for who %s', async (_what, but, inPool) => {
      await signUp('ann', { name: 'Ann' });
      const pool: Pool = { 'bob-sub': { email: 'ann@example.org' }, ...inPool };
      const newcomer = { email: 'ann@example.org', on_user_deleted: 'relink' as const, ...but };

      expect(await heal(pool, 'bob', newcomer)).toMatchObject({
        operation: 'created',
        user: { id: 'bob' },
      });
      expect(await database.owner.query(`SELECT cognito_id FROM users WHERE id = 'ann'`)).toEqual([
        { cognito_id: 'ann-sub' },
      ]);
    });
  });

  describe('an address is refused', () => {
    it('when its holder has it, and the holder is named', async () => {
      await signUp('ann');

      const answer = await heal({ 'ann-sub': { email: 'Ann@example.org' } }, 'bob', {
        email: 'ann@example.org',
      });

      expect(answer).toMatchObject({
        operation: 'email_in_use',
        holder: { cognito_id: 'ann-sub', user_id: 'ann', known: true },
      });
      expect(await emails()).toEqual({ ann: 'ann@example.org' });
    });

    it('with the time since when its holder has it, also after they had another one', async () => {
      const changed = (email: string, occurred_at: string) =>
        signUp('ann', { envelope_id: `ann at ${occurred_at}`, occurred_at, email });
      await signUp('ann');
      const refused = () =>
        heal({ 'ann-sub': { email: 'ann@example.org' } }, 'bob', {
          email: 'ann@example.org',
          occurred_at: LAST,
        });

      const first = await refused();
      await changed('other@example.org', LATER);
      await changed('ann@example.org', LAST);
      const again = await refused();

      expect([first, again].map(({ holder }) => holder?.since)).toEqual(['2026-01-01T00:00:00.000Z', LAST]);
    });

    it('with the time at which an application made its row', async () => {
      await database.owner.query(
        `INSERT INTO users (id, cognito_id, email, created_at) VALUES ('ann', 'ann-sub', 'ann@example.org', '2025-06-01T12:00:00Z')`,
      );

      expect(await heal({}, 'bob', { email: 'ann@example.org' })).toMatchObject({
        holder: { since: '2025-06-01T12:00:00.000Z' },
      });
    });

    it.each([
      ['an application made for another pool', undefined],
      ['was registered from another pool', 'eu-west-1_Other'],
    ])('when nobody can tell whose row it is that %s', async (_what, pool) => {
      if (pool) await signUp('ann', { user_pool_id: pool });
      else
        await database.owner.query(
          `INSERT INTO users (id, cognito_id, email) VALUES ('ann', 'ann-sub', 'ann@example.org')`,
        );

      expect(await heal({}, 'bob', { email: 'ann@example.org' })).toMatchObject({
        operation: 'email_in_use',
        holder: { cognito_id: 'ann-sub', known: false },
      });
      expect(await emails()).toEqual({ ann: 'ann@example.org' });
    });

    it('when it is that of a row whose address was taken: nobody can have it', async () => {
      await expect(signUp('bob', { email: 'Released+ann@example.invalid' })).rejects.toThrow(
        /SQLSTATE 22023, email/,
      );
    });

    it('unless an operator gives it to the newcomer', async () => {
      await signUp('ann');
      const asked = [{ cognito_id: 'ann-sub', exists: true, yields: true }];

      expect(
        await register(database.workflow, person('bob', { email: 'ann@example.org', asked })),
      ).toMatchObject({ operation: 'created' });
      expect(await emails()).toEqual({ ann: 'released+ann@example.invalid', bob: 'ann@example.org' });
      expect(await remembered('ann')).toEqual([{ operation: 'created' }, { operation: 'yielded' }]);
    });
  });

  describe('a roll-back after that', () => {
    it('takes the row of the newcomer back, and leaves what Cognito said of the holder', async () => {
      await signUp('ann');
      await heal({}, 'bob', { email: 'ann@example.org' });

      expect((await rollBack(database.workflow, 'envelope-of-bob')).reason).toBe('deleted');
      expect(await emails()).toEqual({ ann: 'released+ann@example.invalid' });
      expect((await heal({}, 'bob', { email: 'ann@example.org' })).operation).toBe('created');
    });

    it('is not possible where a swap has given the old address away', async () => {
      for (const who of ['ann', 'bob']) await signUp(who);
      const pool: Pool = { 'bob-sub': { email: 'ann@example.org', modified_at: LATER } };
      await heal(pool, 'ann', { envelope_id: 'swap', email: 'bob@example.org' });

      expect(await rollBack(database.workflow, 'swap')).toEqual({
        rolled_back: false,
        reason: 'email_in_use',
      });
      expect(await emails()).toEqual({ ann: 'bob@example.org', bob: 'ann@example.org' });
    });

    it('gives a relinked row its former identity back', async () => {
      await signUp('ann');
      const pool: Pool = { 'bob-sub': { email: 'ann@example.org' } };
      await heal(pool, 'bob', { email: 'ann@example.org', on_user_deleted: 'relink' });

      expect((await rollBack(database.workflow, 'envelope-of-bob')).reason).toBe('restored');
      expect(await database.owner.query('SELECT id, cognito_id FROM users')).toEqual([
        { id: 'ann', cognito_id: 'ann-sub' },
      ]);
    });
  });

  describe('a whole snapshot of a user', () => {
    const snapshot = { envelope_id: 'snapshot', occurred_at: LATER, origin: 'reconcile' as const };
    const row = async () => (await database.owner.query('SELECT name, phone FROM users'))[0];

    it('clears what Cognito once gave and has no more', async () => {
      await signUp('ann', { name: 'Ann', phone: '+15551234567' });

      expect((await signUp('ann', { ...snapshot, name: 'Ann' })).operation).toBe('updated');
      expect(await row()).toEqual({ name: 'Ann', phone: null });
    });

    it('leaves what Cognito never gave', async () => {
      await signUp('ann', { name: 'Ann' });
      await database.owner.query(`UPDATE users SET phone = '+1999'`);

      expect((await signUp('ann', { ...snapshot, name: 'Ann' })).operation).toBe('unchanged');
      expect(await row()).toEqual({ name: 'Ann', phone: '+1999' });
    });

    it('makes a row as old as the user is in Cognito', async () => {
      await signUp('ann', { ...snapshot, created_at: '2020-01-01T00:00:00Z' });

      expect(await database.owner.query('SELECT created_at, updated_at FROM users')).toEqual([
        { created_at: new Date('2020-01-01T00:00:00Z'), updated_at: new Date(LATER) },
      ]);
    });
  });
});
