import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FailureRecord } from '../../../cli/failures/failure-record';
import type { Fault } from 'local-cloud/kernel/faults';
import { operateCloud, type OperatedCloud } from '../operated-cloud';
import { persistedEventId, type Registration } from '../registrations';
import { inCognito } from '../../faults/in-cognito';

const DENIED = { code: 'AccessDeniedException', message: 'no' };
const FAULTS: Readonly<Record<string, Fault>> = {
  ValidateUser: { service: 'lambda', operation: 'Invoke', error: DENIED },
  UpsertUser: { service: 'rds-data', operation: 'ExecuteStatement', error: DENIED },
  // Refused for sure: the row is rolled back, and the replay begins at UpsertUser.
  PublishUserPersisted: { service: 'events', operation: 'PutEvents', error: DENIED },
};
/** The bus may have taken the event: the row stays, and the replay begins at PublishUserPersisted. */
const LOST: Fault = { service: 'events', operation: 'PutEvents', error: { code: 'Odd' }, afterEffect: true };

interface Replayed {
  readonly outcome: string;
  readonly execution_arn: string;
  readonly timeline: {
    readonly steps: readonly { readonly name: string; readonly calls: readonly unknown[] }[];
  };
}

describe('registrar replay', () => {
  let operated: OperatedCloud;
  beforeAll(async () => {
    operated = await operateCloud();
  });
  afterAll(() => operated.stop());
  afterEach(() => operated.cloud.faults.clear());

  const show = (id: string) => operated.ask<FailureRecord & { state: unknown }>(0, 'show', id);
  const replay = (id: string, ...more: string[]) =>
    operated.ask<Replayed>(0, 'replay', id, '--reason', 'mended', ...more);
  const tasksOf = ({ timeline }: Replayed) =>
    timeline.steps.filter(({ calls }) => calls.length > 0).map(({ name }) => name);

  async function parked(fault: Fault, registration = operated.registration()): Promise<Registration> {
    const output = await operated.fail(registration, fault);
    expect(output).toMatchObject({ outcome: 'parked', failure_id: registration.failureId });
    return registration;
  }

  it.each([
    [
      'ValidateUser',
      FAULTS.ValidateUser!,
      ['ValidateUser', 'UpsertUser', 'PublishUserPersisted', 'ResolveFailure'],
    ],
    ['UpsertUser', FAULTS.UpsertUser!, ['UpsertUser', 'PublishUserPersisted', 'ResolveFailure']],
    [
      'PublishUserPersisted, refused',
      FAULTS.PublishUserPersisted!,
      ['UpsertUser', 'PublishUserPersisted', 'ResolveFailure'],
    ],
    ['PublishUserPersisted, its answer lost', LOST, ['PublishUserPersisted', 'ResolveFailure']],
  ])('goes on after a failure in %s and repeats no earlier step', async (_, fault, expected) => {
    const { failureId, cognitoId } = await parked(fault);

    const replayed = await replay(failureId);

    expect(replayed.outcome).toBe('registered');
    expect(tasksOf(replayed)).toEqual(expected);
    expect(await operated.rows(cognitoId)).toHaveLength(1);
    expect(await show(failureId)).toMatchObject({
      status: 'resolved',
      resolution: 'registered',
      replays_started: 1,
      replays: [{ outcome: 'registered', reason: 'mended', execution_arn: replayed.execution_arn }],
    });
  });

  it.each(['ValidateUser', 'UpsertUser', 'PublishUserPersisted'])(
    'starts at %s when it is told to, and announces the very same event',
    async (from) => {
      const registration = await parked(LOST);

      const replayed = await replay(registration.failureId, '--from', from);

      expect(tasksOf(replayed)[0]).toBe(from);
      expect(JSON.stringify(replayed.timeline)).toContain(persistedEventId(registration));
      expect(await operated.rows(registration.cognitoId)).toHaveLength(1);
    },
  );

  it.each([
    ['ValidateUser', { phone: 12 }, 'body.detail.data.phone=+441632960002', 'phone', '+441632960002'],
    [
      'ValidateUser',
      { email: 'nobody' },
      'body.detail.data.email=Fay@Example.com',
      'email',
      'fay@example.com',
    ],
  ])('mends a rejected message at %s %j', async (_, data, edit, column, value) => {
    const registration = operated.registration(data);
    expect(await operated.fail(registration)).toMatchObject({ outcome: 'rejected' });

    await replay(registration.failureId, '--set', edit);

    expect(await operated.rows(registration.cognitoId)).toMatchObject([{ [column]: value }]);
    expect((await show(registration.failureId)).replays[0]?.edits).toMatchObject([
      { path: edit.split('=')[0] },
    ]);
  });

  it('removes a member, and changes the user of a failed UpsertUser', async () => {
    const rejected = operated.registration({ phone: 12 });
    await operated.fail(rejected);
    const failed = await parked(FAULTS.UpsertUser!);

    await replay(rejected.failureId, '--unset', 'body.detail.data.phone');
    await replay(failed.failureId, '--set', 'user.name=Grace Hopper', '--set', 'user.phone=null');

    expect(await operated.rows(rejected.cognitoId)).toMatchObject([{ phone: null }]);
    expect(await operated.rows(failed.cognitoId)).toMatchObject([{ name: 'Grace Hopper', phone: null }]);
  });

  it('registers under another address what failed because its own is in use', async () => {
    const email = `taken-${Date.now()}@example.com`;
    const first = operated.registration({ email });
    operated.cloud.faults.add(inCognito({ id: first.cognitoId, email }));
    expect(await operated.fail(first)).toMatchObject({ outcome: 'registered' });
    const second = operated.registration({ email });
    expect(await operated.fail(second)).toMatchObject({ outcome: 'rejected', error: 'EmailInUse' });

    const again = await operated.registrar('replay', second.failureId, '--reason', 'as it is');
    const replayed = await replay(second.failureId, '--set', `user.email=new-${email}`);

    expect(again.code).toBe(3);
    expect(replayed.outcome).toBe('registered');
    expect(await operated.rows(second.cognitoId)).toMatchObject([{ email: `new-${email}` }]);
  });

  it('prints its plan and does nothing with --dry-run', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);

    const { code, stdout } = await operated.registrar(
      'replay',
      failureId,
      '--dry-run',
      '--set',
      'user.name=Bob',
    );

    expect(code).toBe(0);
    expect(stdout).toContain('UpsertUser → PublishUserPersisted → ResolveFailure');
    expect(stdout).toMatch(/- "A\*\*\*"\n.*\+ "B\*\*\*"/);
    expect(await show(failureId)).toMatchObject({ status: 'open', replays_started: 0 });
  });

  it('says when the definition has changed since the failure', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    await setMembers(failureId, { definition_revision: 'before' });

    const { stdout } = await operated.registrar('replay', failureId, '--dry-run');

    expect(stdout).toContain('The definition changed since the failure: it was before');
  });

  it('lets exactly one of two operators replay, and tells the other who and when', async () => {
    const { failureId, cognitoId } = await parked(FAULTS.UpsertUser!);
    operated.cloud.faults.add({ service: 'rds-data', operation: 'ExecuteStatement', delay: 4_000 });

    const both = await Promise.all(
      ['first', 'second'].map((reason) => operated.registrar('replay', failureId, '--reason', reason)),
    );
    const late = await operated.registrar('replay', failureId, '--reason', 'third');

    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(both.find(({ code }) => code === 1)?.stderr).toMatch(
      /conflict: .+@.+ is replaying it since \d{4}-/,
    );
    expect(late).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/resolved already: registered, at .* by a replay of /) as string,
    });
    expect(await operated.rows(cognitoId)).toHaveLength(1);
    expect((await show(failureId)).replays).toHaveLength(1);
  });

  it('opens the record again when the replay fails, and keeps the outcome', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    operated.cloud.faults.add(FAULTS.UpsertUser!);

    const { code, stderr } = await operated.registrar('replay', failureId, '--reason', 'too early');

    expect(code).toBe(3);
    expect(stderr).toContain('Not registered: UpsertUser: RdsData.AccessDeniedException');
    const record = await show(failureId);
    expect(record).toMatchObject({ status: 'open', replays_started: 1, replays: [{ outcome: 'parked' }] });
    expect(record.lease_until).toBeUndefined();
  });

  it('gives the record free when the execution was refused', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    operated.cloud.faults.add({ service: 'states', operation: 'StartSyncExecution', error: DENIED });

    const { code, stderr } = await operated.registrar('replay', failureId, '--reason', 'try');

    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: permission: no/m);
    expect(await show(failureId)).toMatchObject({
      status: 'open',
      replays_started: 0,
      replays: [{ outcome: 'not_started' }],
    });
  });

  it('says so when the answer is lost, starts no second execution, and knows the end from the record', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    const error = { code: 'InternalFailure', status: 500 };
    operated.cloud.faults.add({
      service: 'states',
      operation: 'StartSyncExecution',
      error,
      afterEffect: true,
    });

    const { code, stderr } = await operated.registrar('replay', failureId, '--reason', 'try');

    expect(code).toBe(3);
    expect(stderr).toContain('The answer was lost');
    expect(await show(failureId)).toMatchObject({
      status: 'resolved',
      replays_started: 1,
      executions: { length: 1 },
    });
    const shown = await operated.registrar('show', failureId);
    expect(shown.stdout).toMatch(/replayed .* from UpsertUser: registered; "try"/);
  });

  it('tells the outcome, and shows the record, without the right to read the log', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    operated.cloud.faults.add({ service: 'logs', operation: 'FilterLogEvents', error: DENIED });

    const replayed = await operated.registrar('replay', failureId, '--reason', 'mended');
    const shown = await operated.registrar('show', failureId);

    expect(replayed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^registered {2}arn:/) as string,
    });
    expect(replayed.stderr).toContain('Registered; the record is resolved.');
    expect(shown).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('resolved: registered') as string,
    });
    for (const { stderr } of [replayed, shown])
      expect(stderr).toContain('The log of the workflow cannot be read. permission: no.');
  });

  it('tells the outcome when the history cannot be written any more', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    operated.cloud.faults.add({
      service: 'dynamodb',
      operation: 'UpdateItem',
      input: 'replays[0].',
      error: DENIED,
    });

    const { code, stderr } = await operated.registrar('replay', failureId, '--reason', 'mended');

    expect(code).toBe(0);
    expect(stderr).toContain(`The history of ${failureId} could not be written: no.`);
    expect(stderr).toContain('Registered; the record is resolved.');
    expect((await operated.registrar('show', failureId)).stdout).toContain('resolved: registered');
  });

  it('ends the waiting at Ctrl-C, not the replay, and says so', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    operated.cloud.faults.add({ service: 'rds-data', operation: 'ExecuteStatement', delay: 5_000 });
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const idle = process.listenerCount('SIGINT');

    const replaying = operated.registrar('replay', failureId, '--reason', 'in a hurry');
    while (process.listenerCount('SIGINT') === idle) await new Promise(setImmediate);
    process.emit('SIGINT');
    const { stderr } = await replaying;

    expect(exit).toHaveBeenCalledWith(130);
    expect(stderr).toMatch(/Not waiting any longer\. .*\n {2}npx registrar show /);
    expect(stderr).toContain(failureId.slice(0, 8));
    expect(process.listenerCount('SIGINT')).toBe(idle);
    exit.mockRestore();
  });

  it('shows as resolved what the workflow closed after its client had died', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    await replay(failureId);
    await setMembers(failureId, { leased_by: 'eve', lease_until: '2999-01-01T00:00:00.000Z' });

    const { stdout } = await operated.registrar('show', failureId);

    expect(stdout).toContain('status      resolved: registered');
  });

  it('names the operation that an endpoint does not have, and leaves the record open', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    const id = operated.cloud.faults.add({
      service: 'states',
      operation: 'StartSyncExecution',
      error: { code: 'InternalFailure', message: 'not yet implemented', status: 501 },
    });

    const { code, stderr } = await operated.registrar('replay', failureId, '--reason', 'try');
    operated.cloud.faults.remove(id);

    expect(code).toBe(1);
    expect(stderr).toContain('error: SFN StartSyncExecution: InternalFailure: not yet implemented.');
    expect(await show(failureId)).toMatchObject({ status: 'open', replays: [{ outcome: 'not_started' }] });
  });

  it('takes over from a client that died', async () => {
    const { failureId } = await parked(FAULTS.UpsertUser!);
    const died = { status: 'replaying', leased_by: 'eve', lease_replay_id: 'gone' };
    await setMembers(failureId, { ...died, lease_until: '2999-01-01T00:00:00.000Z' });
    const refused = await operated.registrar('replay', failureId, '--reason', 'too early');
    await setMembers(failureId, { ...died, lease_until: '2020-01-01T00:00:00.000Z' });

    const replayed = await replay(failureId);

    expect(refused.stderr).toContain('eve is replaying it');
    expect(replayed.outcome).toBe('registered');
  });

  it.each([
    [['--set', 'user.nickname=x'], 'there is no member nickname in user'],
    [['--set', 'user.email=nobody'], 'user.email must be an e-mail address (given: user.email="nobody")'],
    [['--set', 'user.name=7'], 'user.name must be text'],
    [['--set', 'delivery.attempt=1'], 'delivery is how the workflow finds this record again'],
    [['--set', 'user'], 'is not path=value'],
    [['--from', 'RollBackUser'], 'nothing can start there'],
    [['--from', 'PublishUserPersisted'], 'the row was not written, as far as the record knows'],
  ])('refuses %j in one line with its fix, and leaves the record alone', async (options, message) => {
    const { failureId } = await parked(FAULTS.UpsertUser!);

    const { code, stderr } = await operated.registrar('replay', failureId, '--reason', 'x', ...options);

    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await show(failureId)).toMatchObject({ status: 'open', replays_started: 0 });
  });

  it('replaces a message that is no JSON by the text of a file', async () => {
    const whole = operated.registration();
    const { failure_id: id } = await operated.fail({ ...whole, body: whole.body.slice(0, -2) });
    const file = join(mkdtempSync(join(tmpdir(), 'body-')), 'body.json');
    writeFileSync(file, whole.body);

    const missing = await operated.registrar('replay', String(id), '--body', '@nowhere', '--dry-run');
    const { outcome } = await replay(String(id), '--body', `@${file}`);
    rmSync(dirname(file), { recursive: true });

    expect(missing.stderr).toMatch(/^error: --body: cannot be read: ENOENT.*\(given: @nowhere\)/);
    expect(outcome).toBe('registered');
    expect(await operated.rows(whole.cognitoId)).toHaveLength(1);
  });

  describe('with an editor', () => {
    const edited = (id: string, editor: string, ...more: string[]) => {
      process.env.VISUAL = editor;
      return operated.registrar('replay', id, '--edit', ...more);
    };
    afterEach(() => delete process.env.VISUAL);

    it('sends the message as it was saved', async () => {
      const odd = operated.registration({ email: 'nobody', phone: '+441632960001' });
      await operated.fail(odd);
      const editor = `sed -i -e 's/"nobody"/"some@example.com"/' -e '/"phone"/d'`;

      const { code, stderr } = await edited(odd.failureId, editor, '--reason', 'asked them');

      expect(code).toBe(0);
      expect(stderr).toMatch(/changes {2}body\.detail\.data\.email/);
      expect(await operated.rows(odd.cognitoId)).toMatchObject([{ email: 'some@example.com', phone: null }]);
    });

    it.each([
      ['saved nothing new', 'true', '--edit: nothing was changed'],
      ['saved no JSON', `sed -i 's/{/[/'`, '--edit: what was saved is no JSON'],
      ['could not run', 'false', '--edit: the editor failed: false'],
    ])('that %s does nothing', async (_what, editor, message) => {
      const { failureId } = await parked(FAULTS.UpsertUser!);

      const { code, stderr } = await edited(failureId, editor, '--reason', 'x');

      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) as string });
      expect(await show(failureId)).toMatchObject({ replays_started: 0 });
    });
  });

  it('does not announce a row that was rolled back', async () => {
    const { failureId } = await parked(FAULTS.PublishUserPersisted!);

    const { code, stderr } = await operated.registrar(
      'replay',
      failureId,
      '--reason',
      'x',
      '--from',
      'PublishUserPersisted',
    );

    expect(code).toBe(1);
    expect(stderr).toContain('the row was rolled back');
  });

  it.each([['show'], ['show', '--full'], ['replay', '--dry-run'], ['try']])(
    'prints no personal data with %j',
    async (...command) => {
      const [name = '', ...options] = command.flat();
      const { failureId } = await parked(
        LOST,
        operated.registration({
          email: `${name}${options.length}.carl@gauss.example`,
          name: 'Carl Friedrich',
        }),
      );

      const shown = await operated.registrar(name, failureId, ...options);
      const json = await operated.registrar(name, failureId, '--json', ...options);
      const revealed = await operated.registrar(name, failureId, '--reveal', '--json', ...options);

      const all = [shown, json].map(({ stdout, stderr }) => stdout + stderr).join();
      expect(shown.code).toBe(0);
      expect(all).not.toMatch(/gauss|Friedrich|441632960001/);
      expect(revealed.stdout).toContain('.carl@gauss.example');
    },
  );

  async function setMembers(failureId: string, members: Readonly<Record<string, string>>): Promise<void> {
    const entries = Object.entries(members);
    await operated.cloud.context.call(
      'dynamodb',
      'UpdateItem',
      {
        TableName: operated.cloud.outputs.FailureTableName,
        Key: { failure_id: { S: failureId } },
        UpdateExpression: `SET ${entries.map((_, at) => `#n${at} = :v${at}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([key], at) => [`#n${at}`, key])),
        ExpressionAttributeValues: Object.fromEntries(
          entries.map(([, value], at) => [`:v${at}`, { S: value }]),
        ),
      },
      { caller: 'test' },
    );
  }
});
