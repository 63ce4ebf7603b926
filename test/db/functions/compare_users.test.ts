import { deployedDatabase } from '../deployed-database';
import { onEveryDatabase } from '../on-every-database';
import { reconcile, type ListedUser } from '../reconciling';
import { register, type Registration } from '../registering';
import { POOL } from '../pool';

const [DAY_1, DAY_2, DAY_3] = [1, 2, 3].map((day) => `2026-01-0${day}T00:00:00.000Z`);
const ANN: ListedUser = { email: 'Ann@Example.org', name: 'Ann', phone_number: '+4915112345678' };

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const signUp = (but: Partial<Registration> = {}) =>
    register(database.workflow, { user_pool_id: POOL, username: 'ann-sub', occurred_at: DAY_2, ...but });
  const relationOf = async (user: ListedUser, settings?: object) =>
    (await (await reconcile(database.workflow, { ...settings })).compare({ 'ann-sub': user }))['ann-sub'];
  const report = async (user: ListedUser) => {
    const run = await reconcile(database.workflow, { apply: [] });
    expect(await run.compare({ 'ann-sub': user })).toEqual({});
    const { drift, ...found } = await run.end();
    return { found, drift };
  };

  describe('a user who is in order', () => {
    it('has a row that says what Cognito says', async () => {
      await signUp();

      expect(await report({ ...ANN, modified_at: DAY_3 })).toEqual({ found: { in_sync: 1 } });
    });

    it('is told of by a newer event than the listing is: an old listing never wins', async () => {
      await signUp({ email: 'ann@new.example' });

      expect(await report({ ...ANN, modified_at: DAY_1 })).toEqual({ found: { in_sync: 1 } });
    });

    it('has a row that an application touches every second', async () => {
      await signUp();
      await database.owner.query(`UPDATE users SET updated_at = '2030-01-01Z'`);

      expect(await report({ ...ANN, modified_at: DAY_3 })).toEqual({ found: { in_sync: 1 } });
      const run = await reconcileAgain();
      const changed = { ...ANN, email: 'ann@new.example', modified_at: DAY_3 };
      expect(await run.compare({ 'ann-sub': changed })).toEqual({ 'ann-sub': 'changed' });
    });

    it('keeps what Cognito never gave', async () => {
      await signUp({ name: null, phone: null });
      await database.owner.query(`UPDATE users SET name = 'Ann of the application', phone = '+49301'`);

      expect(await report({ email: ANN.email, modified_at: DAY_3 })).toEqual({ found: { in_sync: 1 } });
    });
  });

  describe('a user who differs', () => {
    it('has no row', async () => {
      expect(await relationOf(ANN)).toBe('missing');
    });

    it.each<[string, ListedUser]>([
      ['another e-mail', { ...ANN, email: 'ann@new.example' }],
      ['an e-mail that is not verified any more', { ...ANN, email_verified: false }],
      ['another name', { ...ANN, name: 'Anna' }],
      ['a name in two parts', { ...ANN, name: undefined, given_name: 'Anna' }],
      ['no name any more', { ...ANN, name: undefined }],
      ['no phone any more', { ...ANN, phone_number: '' }],
      ['a phone that is none', { ...ANN, phone_number: '+0447700900123' }],
    ])('has %s since the last event', async (_, listed) => {
      await signUp();

      expect(await relationOf({ ...listed, modified_at: DAY_3 })).toBe('changed');
    });

    it('is mended by registering again, and in order then', async () => {
      await signUp();
      const user = { ...ANN, email: 'ann@new.example', name: undefined, modified_at: DAY_3 };
      const run = await reconcile(database.workflow);
      await run.compare({ 'ann-sub': user });

      const mended = { envelope_id: 'mends', occurred_at: DAY_3, email: 'ann@new.example', name: null };
      expect(await signUp({ ...mended, origin: 'reconcile' })).toMatchObject({ operation: 'updated' });

      expect(await run.compare({ 'ann-sub': user })).toEqual({});
      expect(await database.owner.query('SELECT name FROM users')).toEqual([{ name: null }]);
    });

    it('is not missing if their sign-up was on its way, and has made the row by the end', async () => {
      const run = await reconcile(database.workflow, { apply: [] });
      await run.compare({ 'ann-sub': ANN });
      await signUp();

      expect(await run.end()).toEqual({ in_sync: 1 });
    });

    it('is answered only if the run is to apply that, and counted all the same', async () => {
      expect(await relationOf(ANN, { apply: ['changed'] })).toBeUndefined();
      expect(await report(ANN)).toEqual({ found: { missing: 1 }, drift: 1 });
    });
  });

  describe('a conflict is what registering again does not mend:', () => {
    it('an e-mail that was refused, as long as its holder has it', async () => {
      await signUp();
      const second = { envelope_id: 'second', cognito_id: 'eve-sub', user_id: 'eve', occurred_at: DAY_3 };
      await signUp({ ...second, asked: [{ cognito_id: 'ann-sub', exists: true, email: ANN.email }] });
      const run = await reconcile(database.workflow);
      const eve = { 'eve-sub': { ...ANN, modified_at: DAY_3 } };

      expect(await run.compare(eve)).toEqual({});
      expect(await run.end()).toMatchObject({ conflict: 1, drift: expect.any(Number) as number });

      await database.owner.query(`UPDATE users SET email = 'ann@new.example'`);
      expect(await (await reconcileAgain()).compare(eve)).toEqual({ 'eve-sub': 'missing' });
    });

    it('but not an e-mail whose holder has another one in Cognito, and is refused that', async () => {
      await signUp();
      const bob = { envelope_id: 'of-bob', cognito_id: 'bob-sub', user_id: 'bob', email: 'bob@example.org' };
      await signUp(bob);
      const eve = { envelope_id: 'of-eve', cognito_id: 'eve-sub', user_id: 'eve', occurred_at: DAY_3 };
      await signUp({ ...eve, asked: [{ cognito_id: 'ann-sub', exists: true, email: ANN.email }] });
      const moved = { ...ANN, email: 'bob@example.org', modified_at: DAY_3 };
      const wants = { asked: [{ cognito_id: 'bob-sub', exists: true, email: 'bob@example.org' }] };
      await signUp({ envelope_id: 'moved', email: moved.email, occurred_at: DAY_3, ...wants });
      const run = await reconcile(database.workflow, { apply: ['missing'] });
      const listed = { 'eve-sub': { ...ANN, modified_at: DAY_3 }, 'ann-sub': moved };

      expect(await run.compare(listed)).toEqual({});
      expect(await run.orphans({ limit: 0 })).toMatchObject({ again: true });
      expect(await run.compare(listed)).toEqual({ 'eve-sub': 'missing' });
    });

    it('an e-mail that an operator has given to somebody else, until the user has another one', async () => {
      await signUp();
      const eve = { envelope_id: 'of-eve', cognito_id: 'eve-sub', user_id: 'eve', occurred_at: DAY_1 };
      await signUp({ ...eve, asked: [{ cognito_id: 'ann-sub', yields: true }] });
      const run = await reconcile(database.workflow);

      expect(await run.compare({ 'ann-sub': { ...ANN, name: 'Annie', modified_at: DAY_3 } })).toEqual({});
      const another = { ...ANN, email: 'ann@new.example', modified_at: DAY_3 };
      expect(await run.compare({ 'ann-sub': another })).toEqual({ 'ann-sub': 'changed' });
    });

    it('columns of ours that an application has changed since', async () => {
      await signUp();
      await database.owner.query(`UPDATE users SET name = 'Annie'`);

      expect(await report({ ...ANN, modified_at: DAY_1 })).toEqual({ found: { conflict: 1 }, drift: 1 });
    });

    it('an identity that Cognito said it has no more', async () => {
      await signUp();
      const newcomer = { envelope_id: 'new', cognito_id: 'bob-sub', user_id: 'bob', user_pool_id: POOL };
      await signUp({ ...newcomer, asked: [{ cognito_id: 'ann-sub', exists: false }] });

      expect(await report({ ...ANN, modified_at: DAY_3 })).toMatchObject({ found: { conflict: 1 } });
    });
  });

  it.each<[string, ListedUser]>([
    ['has not confirmed', { ...ANN, status: 'UNCONFIRMED' }],
    ['has no e-mail', { ...ANN, email: undefined }],
    ['has an e-mail that the table cannot hold', { ...ANN, email: `${'x'.repeat(250)}@example.org` }],
    ['claims an address that is kept for rows', { ...ANN, email: 'released+1@example.invalid' }],
  ])('a user who %s is not registrable, and no drift', async (_, listed) => {
    expect(await report(listed)).toEqual({ found: { not_registrable: 1 } });
  });

  it('a page that comes twice changes nothing of what was found and done', async () => {
    const run = await reconcile(database.workflow);
    await run.compare({ 'ann-sub': ANN, 'bob-sub': { ...ANN, email: 'bob@example.org' } });
    await signUp();
    await run.compare({}, { outcomes: [{ cognito_id: 'ann-sub', outcome: 'registered' }] });
    const again = await run.compare({ 'ann-sub': ANN, 'bob-sub': { ...ANN, email: 'bob@example.org' } });

    expect(again).toEqual({ 'bob-sub': 'missing' });
    await run.compare({}, { outcomes: [{ cognito_id: 'bob-sub', outcome: 'rejected' }] });
    expect(await run.end()).toEqual({ missing: 2, registered: 1, failed: 1, drift: 1 });
  });

  /** A run after the one that ended. */
  async function reconcileAgain() {
    await database.owner.query('TRUNCATE reconciliations');
    return reconcile(database.workflow);
  }
});
