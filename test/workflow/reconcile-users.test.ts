import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import { synthesize } from 'local-cloud/synthesize';
import { CloudWatch } from '../faults/cloud-watch';

const ALL = ['missing', 'changed', 'orphan'];
const DAY = 24 * 3_600_000;

let cloud: LocalCloud;
let watch: CloudWatch;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 12 });
  watch = new CloudWatch(cloud);
  await watch.start();
}, 120_000);
afterAll(async () => {
  watch.end();
  await cloud.stop();
});

interface CognitoUser {
  Username: string;
  UserStatus: string;
  Attributes: { Name: string; Value: string }[];
}

const admin = <Answer = unknown>(operation: string, Username: string, more: object = {}) =>
  watch.call<Answer>('cognito-idp', operation, { UserPoolId: cloud.outputs.UserPoolId, Username, ...more });
const attributes = (values: Record<string, string>) =>
  Object.entries({ email_verified: 'true', ...values }).map(([Name, Value]) => ({ Name, Value }));
const change = (username: string, values: Record<string, string>) =>
  admin('AdminUpdateUserAttributes', username, { UserAttributes: attributes(values) });

async function signUp(email: string): Promise<string> {
  const input = { ClientId: cloud.outputs.UserPoolClientId, Username: email, Password: 'Correct-horse-1' };
  const UserAttributes = [{ Name: 'email', Value: email }];
  const { UserSub } = await watch.call<{ UserSub: string }>('cognito-idp', 'SignUp', {
    ...input,
    UserAttributes,
  });
  return UserSub;
}

async function register(email: string): Promise<string> {
  const sub = await signUp(email);
  await admin('AdminConfirmSignUp', email);
  await fastForward(cloud, DAY / 2, async () => (await watch.inQueue()) === 0);
  return sub;
}

async function invite(email: string): Promise<string> {
  const { User } = await admin<{ User: CognitoUser }>('AdminCreateUser', email, {
    UserAttributes: attributes({ email, name: 'Invited' }),
  });
  return User.Attributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

/** Starts a run, waits for its end, and answers with what it says. */
async function reconcile(input: object): Promise<{ status: string; error?: string; report: object }> {
  const stateMachineArn = cloud.outputs.ReconcileStateMachineArn;
  const { executionArn } = await watch.call<{ executionArn: string }>('states', 'StartExecution', {
    stateMachineArn,
    input: JSON.stringify(input),
  });
  const look = () =>
    watch.call<{ status: string; output?: string; error?: string; cause?: string }>(
      'states',
      'DescribeExecution',
      { executionArn },
    );
  await fastForward(cloud, DAY, async () => (await look()).status !== 'RUNNING');
  const { status, output = '{}', error, cause } = await look();
  if (error && error !== 'ReconciliationRefused') throw new Error(`${error}: ${cause}`);
  return { status, error, report: (JSON.parse(output) as { report: object }).report };
}

async function pool(): Promise<Record<string, string>[]> {
  const { Users } = await watch.call<{ Users: CognitoUser[] }>('cognito-idp', 'ListUsers', {
    UserPoolId: cloud.outputs.UserPoolId,
  });
  return Users.filter(({ UserStatus }) => UserStatus !== 'UNCONFIRMED').map(({ Attributes }) =>
    Object.fromEntries(Attributes.map(({ Name, Value }) => [Name, Value])),
  );
}

const seen = () => watch.observe([]);

describe('a pool and a table that have drifted apart', () => {
  it('agree after one run, and a second one writes nothing and sends nothing', async () => {
    const [anna, cora, dora, emil] = [
      await register('anna@example.com'),
      await register('cora@example.com'),
      await register('dora@example.com'),
      await register('emil@example.com'),
    ];
    await change(anna, { email: 'anna@new.example', name: 'Anna' });
    await admin('AdminDeleteUser', cora);
    await change(dora, { email: 'between@example.com' });
    await change(emil, { email: 'dora@example.com' });
    await change(dora, { email: 'emil@example.com' });
    await invite('invited@example.com');
    await signUp('unconfirmed@example.com');
    const before = (await seen()).events.length;

    const { report } = await reconcile({ apply: ALL, expect: 1, reason: 'test' });

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
    for (const { sub = '', email, name = null } of await pool())
      expect(table[sub]).toMatchObject({ email, name, email_verified: true });
    expect(table[cora]?.email).toMatch(/^released\+/);
    expect(rows).toHaveLength(5);
    expect(events.slice(before).map(({ envelope }) => envelope?.detail.metadata.origin)).toEqual([
      ...['reconcile', 'reconcile', 'reconcile', 'reconcile'],
    ]);

    const second = await reconcile({ apply: ALL });

    expect(second.report).toMatchObject({ in_sync: 4, missing: 0, changed: 0, orphan: 0, drift: 0 });
    const after = await seen();
    expect(after.rows).toEqual(rows);
    expect(after.events).toHaveLength(events.length);
  });
});
