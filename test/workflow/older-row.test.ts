import { randomUUID } from 'node:crypto';
import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import { synthesize } from 'local-cloud/synthesize';
import { CloudWatch } from '../faults/cloud-watch';
import { envelope, testUser } from '../faults/test-user';

let cloud: LocalCloud;
let watch: CloudWatch;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 4 });
  watch = new CloudWatch(cloud);
}, 120_000);
beforeEach(() => watch.start());
afterEach(() => watch.end());
afterAll(() => cloud.stop());

/** A row from before there was a pool. */
async function olderRow(email: string): Promise<string> {
  const id = randomUUID();
  const {
    DatabaseClusterArn: resourceArn,
    DatabaseSecretArn: secretArn,
    DatabaseName: database,
  } = cloud.outputs;
  const sql = `INSERT INTO users (id, cognito_id, email, name) VALUES ('${id}', 'unlinked:${id}', '${email}', 'Canary Old')`;
  await watch.call('rds-data', 'ExecuteStatement', { resourceArn, secretArn, database, sql });
  return id;
}

/** Somebody who proves to Cognito that the mailbox is theirs; the trigger sends the event. Their `sub`. */
async function signUp(email: string): Promise<string> {
  const { UserPoolId, UserPoolClientId: ClientId } = cloud.outputs;
  const Email = { Name: 'email', Value: email };
  const input = { ClientId, Username: email, Password: 'Correct-horse-1', UserAttributes: [Email] };
  const { UserSub } = await watch.call<{ UserSub: string }>('cognito-idp', 'SignUp', input);
  const UserAttributes = [Email, { Name: 'email_verified', Value: 'true' }];
  await watch.call('cognito-idp', 'AdminUpdateUserAttributes', {
    UserPoolId,
    Username: email,
    UserAttributes,
  });
  await watch.call('cognito-idp', 'AdminConfirmSignUp', { UserPoolId, Username: email });
  return UserSub;
}

async function settle(sub: string) {
  await fastForward(cloud, 30 * 3_600_000, async () => (await watch.inQueue()) === 0);
  return watch.observe([{ cognitoId: sub, valid: true }]);
}

describe('a row that is older than the pool', () => {
  it('becomes the row of who signed up with its address, because Cognito says that it is theirs', async () => {
    const id = await olderRow('canary-ada@example.com');
    const sub = await signUp('canary-ada@example.com');

    const seen = await settle(sub);

    expect(seen.rows.find((row) => row.id === id)).toMatchObject({ cognito_id: sub });
    expect(seen.events).toContainEqual(expect.objectContaining({ cognitoId: sub, userId: id }));
  });

  it("stays nobody's when somebody who may send events says that they have verified its address", async () => {
    const id = await olderRow('canary-eve@example.com');
    const eve = { ...testUser(2, randomUUID(), cloud.outputs.UserPoolId), email: 'canary-eve@example.com' };
    const { RegistrationQueueUrl: QueueUrl } = cloud.outputs;
    await watch.call('sqs', 'SendMessage', { QueueUrl, MessageBody: envelope(eve, cloud.clock.now()) });

    const seen = await settle(eve.id);

    expect(seen.rows.find((row) => row.id === id)).toMatchObject({ cognito_id: `unlinked:${id}` });
    expect(seen.records).toMatchObject([{ disposition: 'rejected', error: 'EmailInUse' }]);
  });
});
