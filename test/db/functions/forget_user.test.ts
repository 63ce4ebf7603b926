import { deployedDatabase } from '../deployed-database';
import { onEveryDatabase } from '../on-every-database';
import { POOL, registerAsking } from '../pool';
import { reconcile } from '../reconciling';
import { register } from '../registering';

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const ann = { user_pool_id: POOL, username: 'ann' };
  const rows = () => database.owner.query('SELECT id, email, name, phone FROM users');
  const traces = () =>
    database.owner.query(`SELECT before_image, after_image, username FROM user_registrations WHERE
      before_image IS NOT NULL OR after_image IS NOT NULL OR username IS NOT NULL`);
  const remembered = () =>
    database.owner.query(
      `SELECT user_id, executions, notes FROM user_registrations WHERE operation = 'removed'`,
    );
  const forget = async (policy = 'anonymise', cognito_id = 'ann-sub') => {
    const person = { cognito_id, user_pool_id: POOL, policy, note: 'ada: asked for it' };
    const sql = 'SELECT user_registration.forget_user(CAST($1 AS jsonb))::text AS answer';
    const [row] = await database.owner.query(sql, [JSON.stringify(person)]);
    return JSON.parse(String(row?.answer)) as Record<string, unknown>;
  };

  it('anonymises the row, drops every image, and remembers who wanted it and why', async () => {
    await register(database.workflow, ann);

    expect(await forget()).toMatchObject({ removed: true, user_id: 'ann', policy: 'anonymise' });

    expect(await rows()).toEqual([
      { id: 'ann', email: 'released+ann@example.invalid', name: null, phone: null },
    ]);
    expect(await traces()).toEqual([]);
    expect(await remembered()).toEqual([
      { user_id: 'ann', executions: [], notes: ['anonymise', 'ada: asked for it'] },
    ]);
  });

  it('keeps what is on its way from writing the person again', async () => {
    await register(database.workflow, ann);
    await forget('delete');

    const late = { ...ann, envelope_id: 'late', occurred_at: '2027-01-01T00:00:00Z' };
    expect(await register(database.workflow, late)).toMatchObject({ operation: 'stale', user: null });
    expect(await rows()).toEqual([]);
  });

  it('erases also what a run left that relinks', async () => {
    await register(database.workflow, ann);
    await (await reconcile(database.workflow, { expect: 1 })).remove('ann-sub', 'relink');

    expect(await forget()).toMatchObject({ policy: 'anonymise' });
    expect(await rows()).toMatchObject([{ email: 'released+ann@example.invalid', name: null }]);
  });

  it("leaves a row alone that is somebody else's by now", async () => {
    await register(database.workflow, ann);
    await (await reconcile(database.workflow, { expect: 1 })).remove('ann-sub', 'relink');
    const pool = { 'new-sub': { email: 'ann@example.org', username: 'ann' } };
    await registerAsking(database.workflow, pool, {
      ...ann,
      envelope_id: 'back',
      cognito_id: 'new-sub',
      user_id: 'new',
    });

    await forget('delete');

    expect(await rows()).toMatchObject([{ id: 'ann', email: 'ann@example.org', name: 'Ann' }]);
  });

  it('has nobody to announce where there never was a row', async () => {
    expect(await forget('anonymise', 'stranger-sub')).toMatchObject({ removed: true, user_id: null });

    expect(await remembered()).toMatchObject([{ user_id: null, executions: [expect.any(String)] }]);
    const run = await reconcile(database.workflow);
    expect((await run.orphans()).orphans).toEqual([]);
  });

  it('is for the owner alone, and knows no other policy', async () => {
    await expect(forget('keep')).rejects.toThrow('22023');
    await expect(database.workflow.query(`SELECT user_registration.forget_user('{}')`)).rejects.toThrow(
      'permission denied',
    );
  });
});
