import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig } from 'local-cloud/testing/client-config';
import { operateCloud, type OperatedCloud } from '../operated-cloud';

describe('registrar dead-letters', () => {
  let operated: OperatedCloud;
  let sqs: SQSClient;
  beforeAll(async () => {
    operated = await operateCloud();
    sqs = new SQSClient(clientConfig(operated.cloud.endpoint));
  });
  afterAll(async () => {
    sqs.destroy();
    await operated.stop();
  });

  const putIntoRuleQueue = (MessageBody: string) =>
    sqs.send(
      new SendMessageCommand({ QueueUrl: operated.cloud.outputs.RuleDeadLetterQueueUrl, MessageBody }),
    );

  it('moves every good message past those that the queue refuses, names these, and leaves them to be seen at once', async () => {
    const good = Array.from({ length: 15 }, () => operated.registration());
    const tooLong = Array.from({ length: 12 }, () => operated.registration({ name: 'x'.repeat(65_536) }));
    for (const { body } of [...tooLong, ...good]) await putIntoRuleQueue(body);

    const redriven = await operated.ask<{ moved: object; left: { failure_id: string; why: string }[] }>(
      3,
      'dead-letters',
      'redrive',
    );
    const seen = await operated.ask<{ being_looked_at: number; dead_letters: { failure_id: string }[] }>(
      0,
      'dead-letters',
    );
    const again = await operated.registrar('dead-letters', 'redrive');

    const ids = tooLong.map(({ failureId }) => failureId).sort();
    expect(redriven.moved).toEqual({ registration: 0, rule: 15 });
    expect(redriven.left.map(({ failure_id }) => failure_id).sort()).toEqual(ids);
    expect(redriven.left[0]?.why).toMatch(/^SQS SendMessage: .*65536 bytes/);
    expect(seen.being_looked_at).toBe(0);
    expect(seen.dead_letters.map(({ failure_id }) => failure_id).sort()).toEqual(ids);
    expect(again.code).toBe(3);
    expect(again.stdout).toMatch(/^0 messages moved.* 12 messages could not be moved and stayed:\n/);
  });

  it('says how far a long move is', async () => {
    const many = Array.from({ length: 21 }, () => operated.registration());
    for (const { body } of many) await putIntoRuleQueue(body);

    expect((await operated.registrar('dead-letters', 'redrive')).stderr).toMatch(/^moved 20\/33$/m);
  });

  it('ends at the first failure that every message would meet, and says what was moved until then', async () => {
    operated.cloud.faults.add({
      service: 'sqs',
      operation: 'SendMessage',
      error: { code: 'AccessDenied', message: 'no' },
    });

    const { code, stdout } = await operated.registrar('dead-letters', 'redrive');
    operated.cloud.faults.clear();

    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^0 messages moved.* 1 message could not be moved and stayed:\n[^]*permission: no/,
    );
  });

  it('calls no queue empty while somebody looks at its messages', async () => {
    const QueueUrl = operated.cloud.outputs.RuleDeadLetterQueueUrl;
    const take = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 60 };
    await sqs.send(new ReceiveMessageCommand(take));
    const some = await operated.registrar('dead-letters');
    await sqs.send(new ReceiveMessageCommand(take));
    const none = await operated.registrar('dead-letters');

    expect(some.stderr).toContain('10 messages are being looked at by somebody');
    expect(none.stdout).toBe(
      'Nothing can be seen now. 12 messages are being looked at by somebody; look again in a minute.\n',
    );
  });
});
