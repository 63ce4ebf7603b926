import type { DifferingUser } from '../../../cli/reconcile/differing-users';
import type { Report } from '../../../cli/reconcile/report';
import { whileTimePasses } from '../../soak/while-time-passes';
import { operateCloud, type OperatedCloud, type Said } from '../operated-cloud';

const REASON = ['--reason', 'a week of drift'];
const EVENTS = [
  { service: 'events', operation: 'PutEvents', error: { code: 'AccessDeniedException' } },
  { service: 'sqs', operation: 'SendMessage', error: { code: 'AccessDenied' } },
];

interface Ended {
  readonly run_id: string;
  readonly report?: Report;
  readonly refused?: string;
  readonly error?: string;
  readonly differing: readonly DifferingUser[];
}

interface Runs {
  readonly runs: readonly {
    readonly run_id: string;
    readonly execution_arn: string;
    readonly state: string;
    readonly users: number;
  }[];
}

describe('registrar drift and reconcile', () => {
  let operated: OperatedCloud;
  const sub: Record<string, string> = {};
  beforeAll(async () => {
    operated = await operateCloud();
    process.env.COLUMNS = '80';
    for (const fault of EVENTS) operated.cloud.faults.add({ ...fault, caller: 'lambda:' });
    for (const who of ['ada', 'bea', 'cid', 'dan']) sub[who] = await signUp(`${who}@example.com`);
    operated.cloud.faults.clear();
  });
  afterAll(async () => {
    delete process.env.COLUMNS;
    await operated.stop();
  });
  afterEach(() => operated.cloud.faults.clear());

  const call = <Answer>(operation: string, input: object) =>
    operated.cloud.context.call<Answer>('cognito-idp', operation, input, { caller: 'test' });
  const admin = (operation: string, Username: string, more: object = {}) =>
    call(`Admin${operation}`, { UserPoolId: operated.cloud.outputs.UserPoolId, Username, ...more });
  const quickly = <Answer>(work: Promise<Answer>) => whileTimePasses(operated.cloud, work);
  const ask = (code: number, ...args: string[]) => quickly(operated.ask<Ended>(code, ...args));
  const relations = ({ differing }: Ended) =>
    Object.fromEntries(differing.map(({ cognito_id, relation }) => [cognito_id, relation]));

  /** A user whom no event tells of. */
  async function signUp(Username: string): Promise<string> {
    const { UserPoolClientId: ClientId } = operated.cloud.outputs;
    const UserAttributes = [{ Name: 'email', Value: Username }];
    const user = { ClientId, Username, Password: 'Correct-Horse-1', UserAttributes };
    const { UserSub } = await call<{ UserSub: string }>('SignUp', user);
    await admin('ConfirmSignUp', Username);
    return UserSub;
  }

  it('says who differs, masked and in 80 columns, ends with 3, and mends nothing', async () => {
    const { code, both } = await quickly(operated.registrar('drift'));

    expect(code).toBe(3);
    expect(both).toMatch(/^missing +4 /m);
    for (const id of Object.values(sub)) expect(both).toMatch(new RegExp(`^${id} +missing$`, 'm'));
    expect(both).toContain('npx registrar reconcile --apply missing --reason "…"');
    expect(both.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(both).not.toContain('example.com');
    expect(await operated.rows(sub.ada!)).toEqual([]);
  });

  it('mends what is missing or changed, and takes nobody out unless it is told to', async () => {
    await ask(0, 'reconcile', ...REASON);
    await admin('UpdateUserAttributes', sub.ada!, {
      UserAttributes: [{ Name: 'email', Value: 'ada@new.example' }],
    });
    await admin('DeleteUser', sub.bea!);

    const ended = await ask(3, 'reconcile', ...REASON);

    expect(ended.report).toMatchObject({ changed: 1, registered: 1, orphan: 1, removed: 0, drift: 1 });
    expect(relations(ended)).toEqual({ [sub.ada!]: 'changed', [sub.bea!]: 'orphan' });
    expect(await operated.rows(sub.ada!)).toMatchObject([{ email: 'ada@new.example' }]);
    expect(await operated.rows(sub.bea!)).toMatchObject([{ email: 'bea@example.com' }]);
  });

  it('takes out who is gone from Cognito, but not one in a hundred whom nobody expects', async () => {
    const refused = await ask(3, 'reconcile', '--apply', 'orphan', ...REASON);
    expect(refused.refused).toContain('more than one in a hundred');
    expect(await operated.rows(sub.bea!)).toMatchObject([{ email: 'bea@example.com' }]);

    const ended = await ask(0, 'reconcile', '--apply', 'orphan', '--expect', '1', ...REASON);

    expect(ended.report).toMatchObject({ orphan: 1, removed: 1, drift: 0 });
    expect(await operated.rows(sub.bea!)).toMatchObject([
      { email: expect.stringContaining('released+') as string },
    ]);
    expect((await ask(0, 'drift')).differing).toEqual([]);
  });

  it('is stopped by an operator, and goes on later from where it was', async () => {
    await admin('UpdateUserAttributes', sub.cid!, {
      UserAttributes: [{ Name: 'email', Value: 'cid@new.example' }],
    });
    const stuck = operated.cloud.faults.add({
      service: 'cognito-idp',
      operation: 'ListUsers',
      delay: 3_600_000,
      times: 1,
    });
    const first = operated.registrar('--json', 'reconcile', ...REASON);
    await until(async () => (await status()).runs.at(-1)?.state === 'running');

    const beside = await operated.registrar('reconcile', ...REASON);
    await operated.ask(0, 'reconcile', '--user', sub.dan!, ...REASON);
    const stopped = await operated.ask<{ run_id: string }>(0, 'reconcile', 'stop', ...REASON);
    operated.cloud.faults.remove(stuck);
    const left = await status();
    const resumed = await ask(0, 'reconcile', 'resume');

    expect(beside).toMatchObject({ code: 3, stderr: expect.stringContaining('under way') as string });
    expect(endOf(await first)).toMatchObject({ run_id: stopped.run_id, error: 'StoppedByOperator' });
    expect(left.runs.at(-1)).toMatchObject({ run_id: stopped.run_id, state: 'stopped' });
    expect(resumed).toMatchObject({
      run_id: stopped.run_id,
      report: { changed: 1, registered: 1, drift: 0 },
    });
    const { runs } = await status();
    expect(runs.find(({ run_id }) => run_id === stopped.run_id)).toMatchObject({ state: 'ended', users: 3 });
    expect(await operated.rows(sub.cid!)).toMatchObject([{ email: 'cid@new.example' }]);
  });

  it('of one user is not what an operator stops', async () => {
    const stuck = operated.cloud.faults.add({
      service: 'cognito-idp',
      operation: 'ListUsers',
      delay: 3_600_000,
    });
    const one = operated.registrar('--json', 'reconcile', '--user', sub.dan!, ...REASON);
    await until(async () => (await status()).runs.at(-1)?.state === 'running');
    const executionArn = (await status()).runs.at(-1)?.execution_arn;

    const stopped = await operated.registrar('reconcile', 'stop', ...REASON);
    operated.cloud.faults.remove(stuck);
    await operated.cloud.context.call('states', 'StopExecution', { executionArn }, { caller: 'test' });
    await one;

    expect(stopped).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no run is under way') as string,
    });
  });

  it.each([
    [['reconcile'], '--reason'],
    [['reconcile', ...REASON, '--apply', 'all'], '--apply: is no difference that a run can mend'],
    [['reconcile', ...REASON, '--rate', '0'], '--rate: takes a whole number'],
    [['reconcile', 'stop', ...REASON], 'no run is under way'],
    [['reconcile', 'resume'], 'there is no such run that was stopped'],
  ])('refuses %j', async (args, why) => {
    const { code, stderr } = await operated.registrar(...args);

    expect({ code, said: stderr.replace(/\s+/g, ' ') }).toMatchObject({
      code: 1,
      said: expect.stringContaining(why) as string,
    });
  });

  const status = () => operated.ask<Runs>(0, 'reconcile', 'status');
  const endOf = ({ stdout }: Said) => JSON.parse(stdout) as Ended;

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
