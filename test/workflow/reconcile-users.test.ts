import { ReconciledCloud } from './reconciled-cloud';

const ALL = ['missing', 'changed', 'orphan'];

let world: ReconciledCloud;
beforeAll(async () => {
  world = await ReconciledCloud.start();
}, 120_000);
afterEach(() => world.cloud.faults.clear());
afterAll(() => world.stop());

const seen = () => world.watch.observe([]);
const rowOf = async (sub: string) => (await seen()).rows.find((row) => row.cognito_id === sub);
const fault = (operation: string, more: object) =>
  world.cloud.faults.add({ service: 'cognito-idp', operation, caller: 'reconcile-users', ...more });

/** What was put on the bus meanwhile. */
async function announcedBy<Result>(work: () => Promise<Result>) {
  const announced: string[] = [];
  const stop = world.cloud.gateway.watch(({ operation }, input) => {
    const { Entries = [] } = input as { Entries?: { DetailType: string }[] };
    if (operation === 'PutEvents') announced.push(...Entries.map(({ DetailType }) => DetailType));
  });
  const result = await work();
  stop();
  return { result, announced };
}

describe('a pool and a table that have drifted apart', () => {
  it('agree after one run, and a second one writes nothing and sends nothing', async () => {
    const [anna, cora, dora, emil] = [
      await world.register('anna@example.com'),
      await world.register('cora@example.com'),
      await world.register('dora@example.com'),
      await world.register('emil@example.com'),
    ];
    await world.change(anna, { email: 'anna@new.example', name: 'Anna' });
    await world.admin('AdminDeleteUser', cora);
    await world.change(dora, { email: 'between@example.com' });
    await world.change(emil, { email: 'dora@example.com' });
    await world.change(dora, { email: 'emil@example.com' });
    await world.invite('invited@example.com', { name: 'Invited' });
    await world.signUp('unconfirmed@example.com');
    const before = (await seen()).events.length;
    const { result, announced } = await announcedBy(() => world.reconcile({ apply: ALL, expect: 1 }));
    const { report } = result;

    expect(report).toMatchObject({
      missing: 1,
      changed: 3,
      orphan: 1,
      removed: 1,
      not_registrable: 1,
      drift: 0,
    });
    const { rows, events } = await seen();
    const table = Object.fromEntries(rows.map((row) => [row.cognito_id, row]));
    for (const { sub = '', email, name = null } of await world.pool())
      expect(table[sub]).toMatchObject({ email, name, email_verified: true });
    expect(table[cora]?.email).toMatch(/^released\+/);
    expect(rows).toHaveLength(5);
    expect(events.slice(before).map(({ envelope }) => envelope?.detail.metadata.origin)).toEqual([
      ...['reconcile', 'reconcile', 'reconcile', 'reconcile'],
    ]);

    expect(announced.sort()).toEqual([...Array<string>(4).fill('user.persisted'), 'user.removed']);

    const second = await announcedBy(() => world.reconcile({ apply: ALL }));

    expect(second.result.report).toMatchObject({ in_sync: 4, missing: 0, changed: 0, orphan: 0, drift: 0 });
    expect(second.announced).toEqual([]);
    expect((await seen()).rows).toEqual(rows);
  });
});

describe('a run', () => {
  it('that is only to report changes nothing, and says what differs', async () => {
    const invited = await world.invite('reported@example.com');

    expect((await world.reconcile({})).report).toMatchObject({ missing: 1, drift: 1 });
    expect(await rowOf(invited)).toBeUndefined();
  });

  it('that is silent tells nobody', async () => {
    const { result, announced } = await announcedBy(() => world.reconcile({ apply: ALL, silent: true }));

    expect(result.report).toMatchObject({ registered: 1 });
    expect(announced).toEqual([]);
  });

  it('about one user mends that one alone', async () => {
    const [one, other] = [await world.invite('one@example.com'), await world.invite('other@example.com')];

    const { report } = await world.reconcile({ apply: ALL, cognito_id: one });

    expect(report).toMatchObject({ missing: 1, registered: 1, drift: 0 });
    expect([await rowOf(one), await rowOf(other)]).toEqual([
      expect.objectContaining({ email: 'one@example.com' }),
      undefined,
    ]);
  });

  it('is refused beside one that is under way, and goes on from its page after it was stopped', async () => {
    fault('ListUsers', { pageSize: 2 });
    const first = await world.begin({ apply: ALL, rate: 1 });
    let listed = 0;
    const stop = world.cloud.gateway.watch(
      ({ operation }) => void (listed += Number(operation === 'ListUsers')),
    );
    await world.end(first, () => listed >= 2);

    expect(await world.reconcile({ apply: ALL })).toMatchObject({
      error: 'ReconciliationRefused',
      cause: `Another reconciliation is under way: ${first}`,
    });
    await world.watch.call('states', 'StopExecution', { executionArn: first });
    const before = listed;
    const end = await world.reconcile({ run_id: first.split(':').at(-1) });
    stop();

    expect(end.report).toMatchObject({ in_sync: 6, missing: 1, registered: 1 });
    // Eight users are four pages of two; what was compared before is not listed again, but for the page at hand.
    expect(listed - before).toBeLessThan(4);
  });

  it('halves a page that is too large for a state, and goes on past short and empty pages', async () => {
    fault('ListUsers', { pageSize: 0, times: 2 });
    const huge = { Users: [{ Username: 'x'.repeat(300_000) }] };
    fault('ListUsers', { response: huge, input: '"Limit":60' });
    fault('ListUsers', { response: huge, input: '"Limit":30' });
    fault('ListUsers', { pageSize: 1 });
    const limits: unknown[] = [];
    const stop = world.cloud.gateway.watch(({ operation }, input) => {
      if (operation === 'ListUsers') limits.push((input as { Limit?: number }).Limit);
    });

    const { report } = await world.reconcile({});
    stop();

    expect(report).toMatchObject({ in_sync: 7, not_registrable: 1, drift: 0 });
    expect([...new Set(limits)]).toEqual([60, 30, 15]);
  });

  it('is not misled by a listing that is old', async () => {
    const anna = (await seen()).rows.find(({ email }) => email === 'anna@new.example');
    await world.change(String(anna?.cognito_id), { email: 'anna@newest.example' });
    await world.reconcile({ apply: ALL });
    fault('ListUsers', { stale: 3_600_000 });

    const { report } = await world.reconcile({ apply: ALL, expect: 9 });

    expect(report).toMatchObject({ changed: 0, registered: 0, drift: 0 });
    expect(await rowOf(String(anna?.cognito_id))).toMatchObject({ email: 'anna@newest.example' });
  });

  it('mends a conflict that somebody else has ended meanwhile, and until then leaves it alone', async () => {
    const holder = await world.register('shared@example.com');
    const other = await world.federate('shared@example.com');
    expect((await world.reconcile({ apply: ALL })).report).toMatchObject({
      ...{ conflict: 1, registered: 0, failed: 0, drift: 1 },
    });
    await world.change(holder, { email: 'left@example.com' });

    expect((await world.reconcile({ apply: ALL })).report).toMatchObject({ conflict: 0, drift: 0 });

    expect([await rowOf(holder), await rowOf(other)]).toMatchObject([
      { email: 'left@example.com' },
      { email: 'shared@example.com' },
    ]);
    for (const name of [holder, 'Google_shared@example.com']) await world.admin('AdminDeleteUser', name);
    expect((await world.reconcile({ apply: ALL, expect: 2 })).report).toMatchObject({ removed: 2, drift: 0 });
  });

  it('removes nobody whom Cognito has, though a listing leaves them out, and Cognito once as well', async () => {
    const before = (await seen()).rows;
    fault('ListUsers', { response: { Users: [] } });
    fault('AdminGetUser', { error: { code: 'UserNotFoundException' }, times: 7 });

    expect(await world.reconcile({ apply: ALL })).toMatchObject({ error: 'ReconciliationRefused' });
    expect((await world.reconcile({ apply: ALL, expect: 9 })).report).toMatchObject({
      removed: 0,
      orphan: 0,
    });
    expect((await seen()).rows).toEqual(before);
  });

  it('that failed goes on where it did when it is redriven, and does nobody twice', async () => {
    for (const n of [1, 2, 3, 4]) await world.invite(`redriven-${n}@example.com`);
    fault('ListUsers', { pageSize: 2 });
    const denied = { code: 'AccessDeniedException', status: 403 };
    world.cloud.faults.add({
      service: 'rds-data',
      caller: 'CompareUsers',
      input: 'redriven-3',
      error: denied,
    });

    const { result, announced } = await announcedBy(async () => {
      const failed = await world.reconcile({ apply: ALL });
      world.cloud.faults.clear();
      await world.watch.call('states', 'RedriveExecution', { executionArn: failed.executionArn });
      return { failed, redriven: await world.end(failed.executionArn) };
    });

    expect(result.failed.status).toBe('FAILED');
    expect(result.redriven.report).toMatchObject({ missing: 4, registered: 4, drift: 0 });
    expect(announced).toEqual(Array<string>(4).fill('user.persisted'));
  });

  it('stops while registrations fail, and goes on with them, in as many executions as their histories need', async () => {
    const people = Array.from({ length: 45 }, (_, n) => `person-${n}@example.com`);
    for (const email of people) await world.invite(email);
    const refused = { code: 'AccessDeniedException' };
    world.cloud.faults.add({ service: 'rds-data', caller: 'UpsertUser', error: refused });

    const failed = await world.reconcile({ apply: ALL });
    world.cloud.faults.clear();
    fault('ListUsers', { pageSize: 1 });
    const again = await world.begin({ run_id: failed.executionArn.split(':').at(-1) });
    const end = await world.end(again);

    expect(failed.error).toBe('RegistrationsFailed');
    expect(end.report).toMatchObject({ missing: 45, registered: 45, drift: 0 });
    expect(end.executionArn).not.toBe(again);
    const { rows, records } = await seen();
    expect(rows.filter(({ email }) => email.startsWith('person-'))).toHaveLength(45);
    expect(
      records.filter(({ status, disposition }) => status === 'open' && disposition === 'parked'),
    ).toEqual([]);
  });

  it('ends where Cognito refuses a page in its middle, and does not begin anew for ever', async () => {
    fault('ListUsers', { error: { code: 'InvalidParameterException' }, input: '"PaginationToken"' });
    fault('ListUsers', { pageSize: 2 });

    expect(await world.reconcile({})).toMatchObject({
      error: 'CognitoIdentityProvider.InvalidParameterException',
    });
  });

  it('is not stopped by somebody whose name the database cannot take', async () => {
    const odd = await world.invite('odd@example.com', { name: 'a\u0000b\ud800c' });

    expect((await world.reconcile({})).report).toMatchObject({ missing: 1 });

    await world.admin('AdminDeleteUser', odd);
  });

  it('refuses settings that are none', async () => {
    expect(await world.reconcile({ apply: 'missing' })).toMatchObject({
      error: 'ReconciliationRefused',
      cause: 'apply has to be a list of "missing", "changed" and "orphan", and is missing.',
    });
  });
});
