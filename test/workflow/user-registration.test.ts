import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminConfirmSignUpCommand,
  CognitoIdentityProviderClient,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import { synthesize } from 'local-cloud/synthesize';
import { clientConfig } from 'local-cloud/testing/client-config';

const dataDir = mkdtempSync(join(tmpdir(), 'registration-'));
let cloud: LocalCloud;

async function startAgain(): Promise<void> {
  await cloud?.stop();
  cloud = await startLocalCloud({ assemblyDir: synthesize(), dataDir });
}

beforeAll(startAgain, 120_000);
afterAll(() => cloud.stop());

async function signUp(email: string): Promise<void> {
  const { UserPoolId, UserPoolClientId: ClientId } = cloud.outputs;
  const cognito = new CognitoIdentityProviderClient(clientConfig(cloud.endpoint));
  const UserAttributes = [{ Name: 'email', Value: email }];
  await cognito.send(
    new SignUpCommand({ ClientId, Username: email, Password: 'Correct-horse-1', UserAttributes }),
  );
  await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: email }));
}

async function emails(): Promise<string[]> {
  const {
    DatabaseClusterArn: resourceArn,
    DatabaseSecretArn: secretArn,
    DatabaseName: database,
  } = cloud.outputs;
  const sql = 'SELECT email FROM users ORDER BY email';
  const { records = [] } = await new RDSDataClient(clientConfig(cloud.endpoint)).send(
    new ExecuteStatementCommand({ resourceArn, secretArn, database, sql }),
  );
  return records.map(([email]) => email?.stringValue ?? '');
}

/** Lets an hour of the cloud's time pass at most, until this holds. */
async function passes(until: () => Promise<boolean>): Promise<void> {
  expect(await fastForward(cloud, 3_600_000, until)).toBe(true);
}

function untilEmails(expected: string[]): Promise<void> {
  return passes(async () => JSON.stringify(await emails()) === JSON.stringify(expected));
}

async function messagesIn(QueueUrl: string | undefined): Promise<number> {
  const AttributeNames = [
    'ApproximateNumberOfMessages' as const,
    'ApproximateNumberOfMessagesNotVisible' as const,
  ];
  const { Attributes = {} } = await new SQSClient(clientConfig(cloud.endpoint)).send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}

describe('the product on the local cloud', () => {
  it('has every output that the welcome of npm start names', () => {
    const welcome = readFileSync(join(__dirname, '../../docs/welcome.txt'), 'utf8');
    const names = [...welcome.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(cloud.outputs).concat('endpoint')).toEqual(expect.arrayContaining(names));
  });

  it('turns a confirmed sign-up into a row', async () => {
    await signUp('ada@example.com');
    await untilEmails(['ada@example.com']);
  });

  it('tries a step again that failed', async () => {
    const error = { code: 'InternalServerErrorException', status: 500 };
    cloud.faults.add({ service: 'rds-data', caller: 'UpsertUser', error, times: 1 });
    await signUp('grace@example.com');
    await untilEmails(['ada@example.com', 'grace@example.com']);
    expect(cloud.faults.list().map(({ hits }) => hits)).toEqual([1]);
  });

  it('goes on after a restart with its users, its rows and its queues, and migrates again in vain', async () => {
    await startAgain();
    expect(await emails()).toEqual(['ada@example.com', 'grace@example.com']);
    await expect(signUp('ada@example.com')).rejects.toMatchObject({ name: 'UsernameExistsException' });
    await signUp('alan@example.com');
    await untilEmails(['ada@example.com', 'alan@example.com', 'grace@example.com']);
  }, 120_000);

  it('leaves nothing in its queues', async () => {
    await passes(async () => (await messagesIn(cloud.outputs.RegistrationQueueUrl)) === 0);
    expect(await messagesIn(cloud.outputs.DeadLetterQueueUrl)).toBe(0);
    expect(await messagesIn(cloud.outputs.RuleDeadLetterQueueUrl)).toBe(0);
  });
});
