import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import { synthesize } from 'local-cloud/synthesize';
import type { registrationFromCognito } from '../../tasks/shared/registration-from-cognito';
import { CloudWatch } from '../faults/cloud-watch';

let cloud: LocalCloud;
let watch: CloudWatch;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 11 });
  watch = new CloudWatch(cloud);
}, 120_000);
beforeEach(() => watch.start());
afterEach(() => watch.end());
afterAll(() => cloud.stop());

const admin = <Answer = unknown>(operation: string, Username: string, more: object = {}) =>
  watch.call<Answer>('cognito-idp', operation, { UserPoolId: cloud.outputs.UserPoolId, Username, ...more });
const address = (email: string) => ({
  UserAttributes: [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ],
});

/** Somebody signs up and confirms; the trigger sends the event. Their `sub`. */
async function signUp(email: string): Promise<string> {
  const input = { ClientId: cloud.outputs.UserPoolClientId, Username: email, Password: 'Correct-horse-1' };
  const UserAttributes = [{ Name: 'email', Value: email }];
  const { UserSub } = await watch.call<{ UserSub: string }>('cognito-idp', 'SignUp', {
    ...input,
    UserAttributes,
  });
  await admin('AdminConfirmSignUp', email);
  await fastForward(cloud, 30 * 3_600_000, async () => (await watch.inQueue()) === 0);
  return UserSub;
}

/** Starts the registration of a user as Cognito has them, as `registrar resync` does. */
async function resync(sub: string): Promise<void> {
  const user = await admin<Parameters<typeof registrationFromCognito>[0]['cognito_user']>(
    'AdminGetUser',
    sub,
  );
  const { UserAttributes: Attributes } = user as unknown as { UserAttributes: typeof user.Attributes };
  const body = JSON.stringify({
    user_pool_id: cloud.outputs.UserPoolId,
    origin: 'operator',
    cognito_user: {
      ...user,
      Attributes,
      UserLastModifiedDate: new Date(user.UserLastModifiedDate).toISOString(),
      UserCreateDate: undefined,
    },
  });
  const delivery = { failure_id: `resync-${sub}`, attempt: 1, started_by: 'registrar resync' };
  const input = JSON.stringify([{ resume_at: 'ValidateUser', state: { delivery, body } }]);
  await watch.call('states', 'StartSyncExecution', { stateMachineArn: cloud.outputs.StateMachineArn, input });
}

async function rows(...subs: string[]): Promise<(string | undefined)[]> {
  const seen = await watch.observe(subs.map((cognitoId) => ({ cognitoId, valid: true })));
  return subs.map((sub) => seen.rows.find((row) => row.cognito_id === sub)?.email);
}

describe('an address that is free in Cognito', () => {
  it('goes to who signs up with it, after its holder has changed theirs', async () => {
    const anna = await signUp('anna@example.com');
    await admin('AdminUpdateUserAttributes', anna, address('anna@new.example'));

    const bernd = await signUp('anna@example.com');

    expect(await rows(anna, bernd)).toEqual(['anna@new.example', 'anna@example.com']);
  });

  it('goes to who signs up with it, after its holder was deleted', async () => {
    const cora = await signUp('cora@example.com');
    await admin('AdminDeleteUser', cora);

    const again = await signUp('cora@example.com');

    const [released, email] = await rows(cora, again);
    expect(released).toMatch(/^released\+.*@example\.invalid$/);
    expect(email).toBe('cora@example.com');
  });

  it('is swapped with another one, whichever of the two is told of first', async () => {
    const [dora, emil] = [await signUp('dora@example.com'), await signUp('emil@example.com')];
    await admin('AdminUpdateUserAttributes', dora, address('between@example.com'));
    await admin('AdminUpdateUserAttributes', emil, address('dora@example.com'));
    await admin('AdminUpdateUserAttributes', dora, address('emil@example.com'));

    await resync(dora);
    const swapped = await rows(dora, emil);
    await resync(emil);

    expect(swapped).toEqual(['emil@example.com', 'dora@example.com']);
    expect(await rows(dora, emil)).toEqual(swapped);
  });
});
