import { deployedDatabase } from '../deployed-database';
import { onEveryDatabase } from '../on-every-database';
import { POOL, registerAsking } from '../pool';
import { reconcile } from '../reconciling';
import { register } from '../registering';
import { userRemoved } from '../../../tasks/shared/user-removed';

const IMAGES = 'SELECT before_image, after_image, username FROM user_registrations';

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const ann = { user_pool_id: POOL, username: 'ann' };
  const rows = () => database.owner.query('SELECT id, cognito_id, email, name, phone FROM users');
  const remove = async (policy?: string) =>
    (await reconcile(database.workflow, { expect: 1 })).remove('ann-sub', policy);
  beforeEach(() => register(database.workflow, ann));

  it('answers what there is to announce, and the same again', async () => {
    const run = await reconcile(database.workflow, { expect: 1 });

    const first = await run.remove('ann-sub');

    const { removed, event_id, occurred_at, ...data } = first;
    expect({ removed, ...data }).toEqual({
      ...{ removed: true, user_id: 'ann', cognito_id: 'ann-sub', policy: 'anonymise' },
    });
    const metadata = { event_id, occurred_at, schema_version: '1', correlation_id: 'x', origin: 'reconcile' };
    expect(userRemoved.safeParse({ metadata, data }).success).toBe(true);
    expect(await run.remove('ann-sub')).toEqual(first);
  });

  it('names who is removed again until that is announced', async () => {
    const run = await reconcile(database.workflow, { expect: 1 });
    await run.remove('ann-sub');

    expect((await run.orphans()).orphans).toMatchObject([
      { cognito_id: 'ann-sub', removed_at: expect.any(String) as string },
    ]);
    const asked = [{ cognito_id: 'ann-sub', present: false }];
    expect(await run.orphans({ asked })).toEqual({ found: 1, orphans: [] });
    expect(await run.end()).toEqual({ orphan: 1, removed: 1 });
  });

  it('anonymises: the row stays for what refers to it, without anything personal', async () => {
    await remove();

    expect(await rows()).toEqual([
      {
        ...{ id: 'ann', cognito_id: 'ann-sub', email: 'released+ann@example.invalid' },
        ...{ name: null, phone: null },
      },
    ]);
  });

  it('deletes', async () => {
    await remove('delete');

    expect(await rows()).toEqual([]);
  });

  it('relinks: the row stays as it is, for who proves to have its e-mail', async () => {
    await remove('relink');
    expect(await rows()).toMatchObject([{ id: 'ann', cognito_id: 'unlinked:ann', name: 'Ann' }]);

    const newcomer = { ...ann, envelope_id: 'back', cognito_id: 'new-sub', user_id: 'new' };
    const pool = { 'new-sub': { email: 'ann@example.org', username: 'ann' } };
    expect(await registerAsking(database.workflow, pool, newcomer)).toMatchObject({
      operation: 'linked',
      user: { id: 'ann' },
    });
  });

  it.each(['anonymise', 'relink', 'delete'])('leaves no image of the person behind (%s)', async (policy) => {
    await register(database.workflow, {
      ...ann,
      envelope_id: 'more',
      occurred_at: '2026-02-01T00:00:00Z',
      name: 'A',
    });

    await remove(policy);

    const nothing = { before_image: null, after_image: null, username: null };
    expect(await database.owner.query(IMAGES)).toEqual([nothing, nothing, nothing]);
    expect(await database.owner.query('SELECT FROM listed_identities')).toEqual([]);
  });

  it('makes whatever is on its way about them stale, also an event that comes again', async () => {
    await remove();

    const late = { ...ann, envelope_id: 'late', occurred_at: '2027-01-01T00:00:00Z' };
    expect(await register(database.workflow, late)).toMatchObject({ operation: 'stale', user: null });
    expect(await register(database.workflow, ann)).toMatchObject({ operation: 'stale', user: null });
    expect(await rows()).toMatchObject([{ name: null }]);
  });

  it('leaves alone who was listed, or heard of, meanwhile', async () => {
    const run = await reconcile(database.workflow, { expect: 1 });
    await run.compare({ 'ann-sub': { email: 'ann@example.org' } });

    expect(await run.remove('ann-sub')).toEqual({ removed: false });
    expect(await rows()).toMatchObject([{ name: 'Ann' }]);
  });

  it('is refused in a run that is to remove nobody, or with a policy that is none', async () => {
    const run = await reconcile(database.workflow, { apply: ['missing'] });
    await expect(run.remove('ann-sub')).rejects.toThrow('removes nobody');
    await database.owner.query('TRUNCATE reconciliations');
    await expect(remove('keep')).rejects.toThrow('policy is none');
  });

  it('leaves all as it is when an application refers to the row and it is to be deleted', async () => {
    await database.owner.query('CREATE TABLE orders (user_id text REFERENCES users (id))');
    await database.owner.query(`INSERT INTO orders VALUES ('ann')`);
    try {
      await expect(remove('delete')).rejects.toThrow('UR001');
      expect(await rows()).toMatchObject([{ name: 'Ann' }]);
    } finally {
      await database.owner.query('DROP TABLE orders');
    }
  });
});
