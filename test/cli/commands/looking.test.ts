import { randomUUID } from 'node:crypto';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { failureIdOf } from '../../../tasks/shared/failure-id';
import type { FailureRecord } from '../../../cli/failures/failure-record';
import type { Fault } from 'local-cloud/kernel/faults';
import { clientConfig } from 'local-cloud/testing/client-config';
import { operateCloud, type OperatedCloud } from '../operated-cloud';

const DENIED: Fault = {
  service: 'rds-data',
  operation: 'ExecuteStatement',
  error: { code: 'AccessDeniedException' },
};
const LOST: Fault = { service: 'events', operation: 'PutEvents', error: { code: 'Odd' }, afterEffect: true };

const DENIED_PUBLISH = { error: { code: 'AccessDeniedException', message: 'Injected' } };

describe('registrar', () => {
  let operated: OperatedCloud;
  beforeAll(async () => {
    operated = await operateCloud();
  });
  afterAll(() => operated.stop());

  const show = (id: string) => operated.ask<FailureRecord>(0, 'show', id);

  async function messagesIn(QueueUrl: string | undefined): Promise<string> {
    const sqs = new SQSClient(clientConfig(operated.cloud.endpoint));
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return Attributes?.ApproximateNumberOfMessages ?? '';
  }

  it('lists by status, step, time and number', async () => {
    const parked = operated.registration();
    const rejected = operated.registration({ phone: 12 });
    await operated.fail(parked, DENIED);
    await operated.fail(rejected);
    const ids = async (...filter: string[]) => {
      const { failures } = await operated.ask<{ failures: { failure_id: string }[] }>(
        0,
        'failures',
        ...filter,
      );
      return failures.map(({ failure_id }) => failure_id);
    };

    expect(await ids()).toEqual([parked.failureId, rejected.failureId]);
    expect(await ids('--step', 'ValidateUser')).toEqual([rejected.failureId]);
    expect(await ids('--limit', '1')).toEqual([rejected.failureId]);
    expect(await ids('--status', 'resolved')).toEqual([]);
    expect(await ids('--since', '2999-01-01')).toEqual([]);
    expect(await operated.registrar('failures', '--step', 'Nowhere')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Choose one of ValidateUser') as string,
    });
  });

  it('lists by user, error and disposition, and executions by user and outcome', async () => {
    const parked = operated.registration({ email: 'Ada.Parked@example.com' });
    const rejected = operated.registration({ phone: 12, email: 'xada.parked@example.com' });
    await operated.fail(parked, DENIED);
    await operated.fail(rejected);
    const ids = async (verb: 'failures' | 'executions', ...filter: string[]) => {
      const answer = await operated.ask<Record<typeof verb, { failure_id: string }[]>>(0, verb, ...filter);
      return answer[verb].map(({ failure_id }) => failure_id);
    };

    expect(await ids('failures', '--user', 'ada.parked@EXAMPLE.com')).toEqual([parked.failureId]);
    expect(await ids('failures', '--user', parked.cognitoId.slice(0, 13))).toEqual([parked.failureId]);
    expect(await ids('failures', '--status', 'parked', '--step', 'upsertuser')).toContain(parked.failureId);
    expect(await ids('failures', '--error', 'accessdenied')).not.toContain(rejected.failureId);
    expect(await ids('executions', '--user', 'ada.parked@example.com')).toEqual([parked.failureId]);
    const refused = await ids('executions', '--outcome', 'rejected', '--error', 'InvalidRegistration');
    expect(refused).toContain(rejected.failureId);
    expect(refused).not.toContain(parked.failureId);
  });

  it('says when the queue delivers again, and when that is past where to look', async () => {
    const registration = operated.registration();
    await operated.fail({ ...registration, attempt: 1 }, DENIED);
    const nextOf = async () =>
      /next +(.*)/.exec((await operated.registrar('show', registration.failureId)).stdout)?.[1];

    const waiting = await nextOf();
    const body = JSON.stringify({ forwardSeconds: 40 * 60 });
    await fetch(`${operated.cloud.endpoint}/_local/time`, { method: 'POST', body });
    const late = await nextOf();
    const sqs = new SQSClient(clientConfig(operated.cloud.endpoint));
    const QueueUrl = operated.cloud.outputs.DeadLetterQueueUrl;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: registration.body }));

    expect(waiting).toMatch(/^delivery about 20.*Z \(in (29|30) min\)$/);
    expect(late).toMatch(/^its delivery was due \d+ min ago: does the pipe run\? npx registrar status$/);
    expect(await nextOf()).toContain('its message is a dead letter: npx registrar dead-letters redrive');
    await operated.registrar('dead-letters', 'redrive');
  });

  it('says that nothing flows while the pipe is stopped, and how to start it', async () => {
    const { PipeName, RegistrationQueueUrl: QueueUrl } = operated.cloud.outputs;
    const call = (name: string) =>
      operated.cloud.context.call('pipes', name, { Name: PipeName }, { caller: 'test' });
    const sqs = new SQSClient(clientConfig(operated.cloud.endpoint));
    await call('StopPipe');
    const { body, cognitoId } = operated.registration();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));

    const red = await operated.registrar('status');
    await call('StartPipe');
    while ((await operated.rows(cognitoId)).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));

    expect(red.code).toBe(3);
    expect(red.stdout).toMatch(/^RED: .*queue.*pipe/);
    expect(red.stdout).toMatch(/✘ queue +1 message waits, and nothing takes them/);
    expect(red.stderr).toContain('aws pipes start-pipe --name user-registration');
    expect((await operated.registrar('status')).stdout).toMatch(/✔ pipe +user-registration is running/);
  });

  it.each([
    ['DatabaseErrorException', 3, '✘ database      does not answer: DatabaseErrorException: Injected'],
    [
      'DatabaseResumingException',
      0,
      '✔ database      was asleep, and wakes up now, which takes half a minute',
    ],
  ])('says of a database that answers %s how it is', async (code, exit, line) => {
    const error = { code, message: 'Injected', status: 400 };
    operated.cloud.faults.add({ service: 'rds-data', operation: 'ExecuteStatement', error, times: 1 });

    const status = await operated.registrar('status', '--wide');

    expect(status.stdout).toContain(line);
    expect(status.code === 3).toBe(exit === 3 || /✘ (?!database)/.test(status.stdout));
  });

  it('shows an execution without a record from the log, and leads from an execution to its record', async () => {
    const registered = operated.registration();
    const parked = operated.registration();
    await operated.fail(registered);
    await operated.fail(parked, DENIED);
    const { executions } = await operated.ask<{
      executions: { execution_arn: string; failure_id: string }[];
    }>(0, 'executions');
    const arnOf = (id: string) => executions.find(({ failure_id }) => failure_id === id)?.execution_arn ?? '';

    const without = await operated.registrar('show', arnOf(registered.failureId));
    const withRecord = await operated.registrar('show', arnOf(parked.failureId));

    expect(without.stdout).toMatch(/✔ UpsertUser/);
    expect(without.stderr).toContain('It left no failure record.');
    expect(withRecord.stderr).toContain(`npx registrar show ${parked.failureId.slice(0, 8)}\n`);
    const own = arnOf(parked.failureId).split(':').at(-1) ?? '';
    expect((await operated.registrar('show', own.slice(0, 8))).stdout).toContain('✘ UpsertUser');
  });

  it('names commands that go where this one went', async () => {
    const { failureId } = operated.registration();
    await operated.fail(operated.registration(), DENIED);

    const listed = await operated.registrar('failures', '--region', 'eu-west-1');
    const refused = await operated.registrar('show', failureId, '--region', 'eu-west-1');

    expect(listed.stderr).toMatch(/^ {2}npx registrar --region eu-west-1 show /m);
    expect(refused.stderr).toContain('npx registrar --region eu-west-1 failures --status all');
  });

  it('tries no step whose input is not there yet, and says which it can', async () => {
    const rejected = operated.registration({ phone: 12 });
    await operated.fail(rejected);

    expect(await operated.registrar('try', rejected.failureId, '--step', 'UpsertUser')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^error: --step: nothing can start there.* Use --step ValidateUser\.$/m,
      ) as string,
    });
  });

  it('takes the beginning of an id, and asks for more when several begin so', async () => {
    const envelopeId = randomUUID();
    const twins = [1, 2].map(() => operated.registration({}, envelopeId));
    const last = envelopeId.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    const other = operated.registration({}, last);
    for (const each of [...twins, other]) await operated.fail(each, DENIED);

    const whole = await operated.ask<FailureRecord>(0, 'show', twins[0]!.failureId);
    const beginning = await operated.ask<FailureRecord>(0, 'show', last);
    const commands = [
      ['show', envelopeId],
      ['try', envelopeId.slice(0, 8)],
      ['replay', envelopeId.slice(0, 8), '--dry-run'],
      ['discard', envelopeId.slice(0, 8), '--reason', 'x'],
    ];
    const said = await Promise.all(commands.map((words) => operated.registrar(...words)));

    // What the workflow counts stands in the same table.
    expect(await operated.registrar('show', 'same cause')).toMatchObject({ code: 1 });
    expect([whole.failure_id, beginning.failure_id]).toEqual([twins[0]!.failureId, other.failureId]);
    expect(said.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    for (const { stderr } of said)
      for (const { failureId } of twins) expect(stderr).toContain(`${failureId}`);
    expect(said[0]?.stderr).toContain('several records begin so');
  });

  it('discards once, keeps who and why, and still lets it be replayed', async () => {
    const registration = operated.registration();
    const { failureId } = registration;
    await operated.fail(registration, DENIED);

    const first = await operated.registrar('discard', failureId, '--reason', 'a bot');
    const second = await operated.registrar('discard', failureId, '--reason', 'again');
    const discarded = await show(failureId);
    const replayed = await operated.registrar('replay', failureId, '--reason', 'no bot after all');

    expect(first.code).toBe(0);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('discarded already') as string });
    expect(discarded).toMatchObject({ status: 'discarded', discarded: { reason: 'a bot' } });
    expect(discarded.expires_at).toBeGreaterThan(Date.now() / 1000 + 89 * 86_400);
    expect(replayed.code).toBe(0);
    expect(await show(failureId)).toMatchObject({ status: 'resolved', discarded: { reason: 'a bot' } });
  });

  it('tries a step without calling anything, and for real notes first that the event may be out', async () => {
    const registration = operated.registration();
    await operated.fail(registration, LOST);
    const { failureId } = registration;
    const before = await show(failureId);
    operated.cloud.faults.add({ ...DENIED });
    operated.cloud.faults.add({
      service: 'events',
      operation: 'PutEvents',
      error: { code: 'AccessDeniedException' },
    });

    const steps = ['ValidateUser', 'UpsertUser', 'PublishUserPersisted'];
    const mocked = await Promise.all(
      steps.map((step) => operated.ask<{ status: string }>(0, 'try', failureId, '--step', step)),
    );
    operated.cloud.faults.clear();
    const real = await operated.ask<{ status: string; response: object }>(0, 'try', failureId, '--for-real');

    expect(mocked.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(real).toMatchObject({ status: 'SUCCEEDED', response: { FailedEntryCount: 0 } });
    expect((await show(failureId)).possible_publications).toBe(before.possible_publications + 1);
  });

  it('says that a mocked ValidateUser validates nothing', async () => {
    const rejected = operated.registration({ phone: 12 });
    await operated.fail(rejected);

    const mocked = await operated.registrar('try', rejected.failureId);
    const real = await operated.registrar('try', rejected.failureId, '--for-real');

    // What the message says comes out as it went in.
    expect(mocked.stdout).toMatch(
      /\noutput\n[^]*"user": \{[^}]*"phone": "\*\*\*"[^]*\n\nValidateUser \(mocked\) SUCCEEDED, then IsDuplicate/,
    );
    expect(mocked.stderr).toMatch(/The Lambda was not called: this checks only the request.*--for-real/);
    expect(real.stdout).toContain('InvalidRegistrationError');
  });

  it('looks at dead letters, all of them, without taking any, and moves them back', async () => {
    const { DeadLetterQueueUrl, RuleDeadLetterQueueUrl } = operated.cloud.outputs;
    const sqs = new SQSClient(clientConfig(operated.cloud.endpoint));
    const stuck = Array.from({ length: 12 }, () => operated.registration());
    const refused = operated.registration();
    for (const { body } of stuck)
      await sqs.send(new SendMessageCommand({ QueueUrl: DeadLetterQueueUrl, MessageBody: body }));
    await sqs.send(new SendMessageCommand({ QueueUrl: RuleDeadLetterQueueUrl, MessageBody: refused.body }));

    const first = await operated.ask<{ count: number }>(0, 'dead-letters');
    const second = await operated.ask<{ count: number }>(0, 'dead-letters');
    const still = await Promise.all([DeadLetterQueueUrl, RuleDeadLetterQueueUrl].map(messagesIn));
    const moved = await operated.ask<object>(0, 'dead-letters', 'redrive');

    expect([first.count, second.count]).toEqual([13, 13]);
    expect(still).toEqual(['12', '1']);
    expect(moved).toEqual({ moved: { registration: 12, rule: 1 }, left: [] });
    for (const { cognitoId } of [...stuck, refused])
      while ((await operated.rows(cognitoId)).length === 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('signs a test user up, prints every hop, and cleans up without a trace in the table', async () => {
    const { code, stdout, stderr } = await operated.registrar('sign-up', 'probe@example.com', '--cleanup');
    const again = await operated.registrar('sign-up', 'probe@example.com');
    const taken = await operated.registrar('sign-up', 'probe@example.com');

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /SQS[\s\S]*ValidateUser[\s\S]*UpsertUser[\s\S]*PublishUserPersisted[\s\S]*registered/,
    );
    expect(stderr).toContain('Aurora: the row is deleted.');
    expect(again.code).toBe(0);
    expect(taken).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a test must not touch it') as string,
    });
  });

  it('says of a phone number that Cognito refuses that it is the phone number', async () => {
    const { code, stderr } = await operated.registrar('sign-up', 'phone@example.com', '--phone', '123');

    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: --phone: Cognito refuses: .*\(given: 123\)/);
  });

  it('claims no event that was not sent, when it cleans up', async () => {
    const id = operated.cloud.faults.add({
      service: 'events',
      caller: '/PublishUserPersisted',
      ...DENIED_PUBLISH,
    });

    const { code, stderr } = await operated.registrar(
      'sign-up',
      'mute@example.com',
      '--cleanup',
      '--wait',
      '3',
    );
    operated.cloud.faults.remove(id);

    expect(code).toBe(3);
    expect(stderr).toContain('What stays: the archive;');
  });

  it('waits for a database that wakes up from its pause, and says so once', async () => {
    operated.cloud.faults.add({
      service: 'rds-data',
      operation: 'ExecuteStatement',
      input: 'SELECT id FROM public.users',
      error: { code: 'DatabaseResumingException' },
      times: 2,
    });

    const { code, stderr } = await operated.registrar('sign-up', 'early@example.com');

    expect(code).toBe(0);
    expect(stderr.match(/wakes up/g)).toHaveLength(1);
  });

  it.each([
    ['is nested 9,000 levels deep', `{"surname":${'['.repeat(9000)}"Lovelace"${']'.repeat(9000)}}`],
    ['is 60 kB of a word', `Lovelace${'x'.repeat(60_000)}`],
    [
      'has a line and a colour of its own',
      '{"detail":{"data":{"email":"Lovelace\\n\\u001b[2Kforged\\u202e"}}}',
    ],
  ])(
    "shows everybody's records beside a message that %s, masked and in visible characters",
    async (_, body) => {
      const failureId = failureIdOf(body);
      expect(await operated.fail({ failureId, cognitoId: '', body })).toMatchObject({ outcome: 'rejected' });
      const sqs = new SQSClient(clientConfig(operated.cloud.endpoint));
      const QueueUrl = operated.cloud.outputs.DeadLetterQueueUrl;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));

      const commands = [
        ['failures'],
        ['show', failureId],
        ['show', failureId, '--full'],
        ['try', failureId],
        ['replay', failureId, '--dry-run'],
        ['dead-letters'],
      ];
      const masked = commands.flatMap((words) => [words, [...words, '--json']]);
      const revealed = commands.map((words) => [...words, '--reveal']);

      for (const words of [...masked, ...revealed]) {
        const { code, both } = await operated.registrar(...words);
        expect([words, code]).toEqual([words, 0]);
        expect(both.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(both).not.toMatch(/^forged/m);
        if (masked.includes(words)) expect(both).not.toContain('Lovelace');
      }
      await operated.registrar('dead-letters', 'redrive');
    },
  );

  it('says in one line what is wrong with stack and id, as JSON too', async () => {
    const noStack = await operated.registrar('failures', '--stack', 'Nope');
    const noRecord = await operated.registrar('show', 'nothing', '--json');

    expect(noStack).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: stack Nope: is not there.*\n$/) as string,
    });
    expect(JSON.parse(noRecord.stdout)).toMatchObject({ error: { where: 'show', given: 'nothing' } });
  });

  it('explains every command in its help', async () => {
    const { code, stdout } = await operated.registrar('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name]) => name ?? '');

    expect(code).toBe(0);
    expect(stdout).toContain('Exit codes: 0 done');
    expect(commands).toEqual(
      expect.arrayContaining([
        'status',
        'failures',
        'show',
        'replay',
        'try',
        'discard',
        'dead-letters',
        'executions',
        'sign-up',
      ]),
    );
    for (const name of commands.filter((each) => each !== 'help'))
      expect(await operated.registrar(name, '--help')).toMatchObject({ code: 0 });
  });
});
