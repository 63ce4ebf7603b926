import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureRecord } from '../../cli/failures/failure-record';
import type { Fault } from 'local-cloud/kernel/faults';
import { runHandbook } from './handbook';
import { MadeUpNames } from './made-up-names';
import { operateCloud, type OperatedCloud } from './operated-cloud';
import type { Registration } from './registrations';

const HANDBOOK = join(__dirname, '../../docs/operations.md');
const DENIED: Fault = {
  service: 'rds-data',
  operation: 'ExecuteStatement',
  error: { code: 'AccessDeniedException', message: 'The login may not do that' },
};

interface User {
  readonly Attributes: readonly { readonly Name: string; readonly Value: string }[];
}

describe('docs/operations.md', () => {
  let operated: OperatedCloud;
  const names = new MadeUpNames();
  beforeAll(async () => {
    operated = await operateCloud(2);
    Object.assign(process.env, { COLUMNS: '80', REGISTRAR_OPERATOR: 'ada@operations' });
  });
  afterAll(async () => {
    delete process.env.COLUMNS;
    delete process.env.REGISTRAR_OPERATOR;
    await operated.stop();
  });

  /** `UPDATE_HANDBOOK=1 npx jest test/cli/operations` writes what this expects. */
  it('shows what the program prints', async () => {
    const text = readFileSync(HANDBOOK, 'utf8');

    const written = await runHandbook(text, setups(), async (args) => {
      const { both } = await operated.registrar(...args.map((arg) => names.real(arg)));
      return names.replaceIn(both);
    });
    if (process.env.UPDATE_HANDBOOK) writeFileSync(HANDBOOK, written);

    expect(written.split('\n')).toEqual(readFileSync(HANDBOOK, 'utf8').split('\n'));
  });

  function setups(): Record<string, () => Promise<void>> {
    const people = ['barbara', 'emmy', 'grace', 'hedy', 'ida', 'bot', 'a', 'b', 'c'].map((name) =>
      operated.registration({ email: /grace|bot/.test(name) ? name : `${name}@example.com` }),
    );
    const [barbara, emmy, grace, hedy, ida, bot, ...dead] = people as [Registration, ...Registration[]];
    for (const { failureId } of people) names.of(failureId.split('.')[0] ?? '');
    return {
      failures: async () => {
        await operated.fail(barbara, DENIED);
        await operated.fail(emmy!, DENIED);
        await operated.fail(grace!);
      },
      mended: async () => undefined,
      outage: async () => {
        await operated.fail(hedy!, DENIED);
        await operated.fail(ida!, DENIED);
        operated.cloud.faults.add({ ...DENIED, input: ida?.cognitoId });
      },
      leased: async () => {
        await lease(ida!.failureId);
        await operated.fail(bot!);
      },
      'dead-letters': () => deadLetters(dead),
      lost: () => loseUser('kay@example.com'),
      drift: () => letDrift('kay@example.com', 'noor@example.com'),
      gone: () => admin('DeleteUser', 'noor@example.com'),
      contested: () => contest('lise@example.com'),
    };
  }

  async function lease(failureId: string): Promise<void> {
    await call('dynamodb', 'UpdateItem', {
      TableName: operated.cloud.outputs.FailureTableName,
      Key: { failure_id: { S: failureId } },
      UpdateExpression:
        'SET #status = :s, leased_by = :by, lease_until = :until, lease_replay_id = :id, replays[0].replay_id = :id',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':s': { S: 'replaying' },
        ':by': { S: 'ada@operations (arn:aws:iam::000000000000:root)' },
        ':until': { S: '2999-01-31T03:05:00.000Z' },
        ':id': { S: randomUUID() },
      },
    });
  }

  async function deadLetters([recorded, unknown, refused]: Registration[]): Promise<void> {
    const { DeadLetterQueueUrl, RuleDeadLetterQueueUrl } = operated.cloud.outputs;
    await operated.fail(recorded!, DENIED);
    await call('sqs', 'SendMessage', { QueueUrl: DeadLetterQueueUrl, MessageBody: recorded?.body });
    await call('sqs', 'SendMessage', { QueueUrl: DeadLetterQueueUrl, MessageBody: unknown?.body });
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await call('sqs', 'SendMessage', {
      QueueUrl: RuleDeadLetterQueueUrl,
      MessageBody: refused?.body,
      MessageAttributes: {
        ERROR_CODE: text('NO_PERMISSIONS'),
        ERROR_MESSAGE: text('Lack of permissions to invoke cross account target.'),
        RETRY_ATTEMPTS: text('0'),
      },
    });
  }

  /** A confirmed user whom the trigger could tell nobody of. */
  async function loseUser(Username: string): Promise<void> {
    const { faults } = operated.cloud;
    const ids = [
      faults.add({ service: 'events', operation: 'PutEvents', error: { code: 'AccessDeniedException' } }),
      faults.add({ service: 'sqs', operation: 'SendMessage', error: { code: 'AccessDenied' } }),
    ];
    await signUp(Username);
    for (const id of ids) faults.remove(id);
  }

  async function signUp(Username: string): Promise<void> {
    const { UserPoolClientId: ClientId } = operated.cloud.outputs;
    const UserAttributes = [{ Name: 'email', Value: Username }];
    await call('cognito-idp', 'SignUp', { ClientId, Username, Password: 'Correct-Horse-1', UserAttributes });
    await admin('ConfirmSignUp', Username);
  }

  /** One changes the address, one is invited; and nobody is left of whom only this test has told. */
  async function letDrift(changing: string, invited: string): Promise<void> {
    const UserAttributes = [{ Name: 'email', Value: invited }];
    await sql(`DELETE FROM users WHERE email <> '${changing}'`);
    const { User } = await admin<{ User: User }>('CreateUser', invited, {
      UserAttributes,
      MessageAction: 'SUPPRESS',
    });
    names.give(User.Attributes.find(({ Name }) => Name === 'sub')?.Value ?? '', 200);
    await admin('UpdateUserAttributes', changing, {
      UserAttributes: [{ Name: 'email', Value: `new-${changing}` }],
    });
  }

  function sql(text: string): Promise<unknown> {
    const {
      DatabaseClusterArn: resourceArn,
      DatabaseSecretArn: secretArn,
      DatabaseName: database,
    } = operated.cloud.outputs;
    return call('rds-data', 'ExecuteStatement', { resourceArn, secretArn, database, sql: text });
  }

  function admin<Answer>(operation: string, Username: string, more: object = {}): Promise<Answer> {
    const { UserPoolId } = operated.cloud.outputs;
    return call<Answer>('cognito-idp', `Admin${operation}`, { UserPoolId, Username, ...more });
  }

  /** Somebody has an address natively, and signs in by a provider that knows them by it. */
  async function contest(email: string): Promise<void> {
    await signUp(email);
    await until(async () => (await operated.registrar('user', email)).code === 0);
    const { UserPoolId: userPoolId } = operated.cloud.outputs;
    const body = JSON.stringify({ userPoolId, provider: 'Google', subject: '17', attributes: { email } });
    await fetch(`${operated.cloud.endpoint}/_local/cognito/federated-sign-in`, { method: 'POST', body });
    await until(async () => {
      const { failures } = await operated.ask<{ failures: FailureRecord[] }>(0, 'failures', '--user', email);
      for (const { failure_id } of failures) names.give(failure_id.split('.')[0] ?? '', 100);
      return failures.length > 0;
    });
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await sleep(50);
  }

  function call<Answer>(service: string, operation: string, input: object): Promise<Answer> {
    return operated.cloud.context.call<Answer>(service, operation, input, { caller: 'test' });
  }
});
