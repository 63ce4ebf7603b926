import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { PutEventsCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { envelope, testUser } from '../faults/test-user';
import { clientConfig } from 'local-cloud/testing/client-config';
import { startProcess, type KilledCloud } from './killed-cloud';

const dataDir = mkdtempSync(join(tmpdir(), 'crash-'));
const SIGN_UPS = 40;
let cloud: KilledCloud | undefined;
afterAll(() => cloud?.kill());

describe('a local cloud that is killed in the middle of its work', () => {
  it('goes on where it was, twice, and loses nothing', async () => {
    for (const first of [0, SIGN_UPS / 2]) {
      cloud = await startProcess(dataDir);
      await publish(cloud.endpoint, first, SIGN_UPS / 2);
      // Some are registered by now, some are on their way, some wait.
      await until(async () => (await rows(cloud!.endpoint)) > 0);
      await cloud.kill();
    }
    cloud = await startProcess(dataDir);
    await until(async () => {
      // What was in flight comes back when its visibility time-out is over.
      await forward(cloud!.endpoint, 600);
      return (await waiting(cloud!.endpoint)) === 0;
    });

    expect(await rows(cloud.endpoint)).toBe(SIGN_UPS);
  }, 600_000);
});

async function publish(endpoint: string, first: number, count: number): Promise<void> {
  const { EventBusName, UserPoolId } = await outputs(endpoint);
  const events = new EventBridgeClient(clientConfig(endpoint));
  for (let number = first; number < first + count; number++) {
    const user = testUser(number, undefined, UserPoolId);
    const body = JSON.parse(envelope(user, Date.now())) as {
      source: string;
      'detail-type': string;
      detail: object;
    };
    const entry = {
      EventBusName,
      Source: body.source,
      DetailType: body['detail-type'],
      Detail: JSON.stringify(body.detail),
    };
    const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [entry] }));
    expect(FailedEntryCount).toBe(0);
  }
}

async function rows(endpoint: string): Promise<number> {
  const {
    DatabaseClusterArn: resourceArn,
    DatabaseSecretArn: secretArn,
    DatabaseName: database,
  } = await outputs(endpoint);
  const sql = "SELECT count(DISTINCT u.id) FROM users u WHERE u.email LIKE '%@canary.example'";
  const command = new ExecuteStatementCommand({ resourceArn, secretArn, database, sql });
  const { records = [] } = await new RDSDataClient(clientConfig(endpoint)).send(command);
  return records[0]?.[0]?.longValue ?? 0;
}

async function waiting(endpoint: string): Promise<number> {
  const { RegistrationQueueUrl: QueueUrl } = await outputs(endpoint);
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await new SQSClient(clientConfig(endpoint)).send(command);
  const kinds = ['', 'NotVisible', 'Delayed'].map(
    (kind) => `ApproximateNumberOfMessages${kind}` as keyof typeof Attributes,
  );
  return kinds.reduce((sum, kind) => sum + Number(Attributes[kind] ?? 0), 0);
}

async function outputs(endpoint: string): Promise<Record<string, string>> {
  const { Stacks = [] } = await new CloudFormationClient(clientConfig(endpoint)).send(
    new DescribeStacksCommand({}),
  );
  const given = Stacks[0]?.Outputs ?? [];
  return Object.fromEntries(given.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

async function forward(endpoint: string, forwardSeconds: number): Promise<void> {
  await fetch(`${endpoint}/_local/time`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ forwardSeconds }),
  });
}

/** Jest's own time-out ends a wait in vain. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
