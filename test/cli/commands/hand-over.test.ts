import { randomUUID } from 'node:crypto';
import type { FailureRecord } from '../../../cli/failures/failure-record';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import { inCognito } from '../../faults/in-cognito';
import { operateCloud, type OperatedCloud } from '../operated-cloud';
import type { Registration } from '../registrations';

const REASON = ['--reason', 'the old account is of somebody who left'];

describe('registrar hand-over', () => {
  let operated: OperatedCloud;
  beforeAll(async () => {
    operated = await operateCloud();
    process.env.COLUMNS = '80';
  });
  afterAll(async () => {
    delete process.env.COLUMNS;
    await operated.stop();
  });
  afterEach(() => operated.cloud.faults.clear());

  const handOver = (id: string, ...more: string[]) => operated.registrar('hand-over', id, ...REASON, ...more);
  const record = (id: string) => operated.ask<FailureRecord>(0, 'show', id);
  const emailOf = async (cognitoId: string) => (await operated.rows(cognitoId))[0]?.email;

  /** Registers somebody who has this address, in Cognito too. */
  async function holderOf(email: string): Promise<string> {
    const holder = operated.registration({ email });
    expect(await operated.fail(holder)).toMatchObject({ outcome: 'registered' });
    operated.cloud.faults.add(inCognito({ id: holder.cognitoId, email }));
    return holder.cognitoId;
  }

  async function refused(email: string): Promise<Registration> {
    const newcomer = operated.registration({ email });
    expect(await operated.fail(newcomer)).toMatchObject({ outcome: 'rejected', error: 'EmailInUse' });
    return newcomer;
  }

  it('says who would lose the address and who would get it, masked, and does nothing', async () => {
    const holder = await holderOf('ida@example.com');
    const { failureId, cognitoId } = await refused('ida@example.com');

    const { code, stdout, both } = await handOver(failureId);

    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(new RegExp(`loses it ${holder}.*gets it ${cognitoId}`));
    expect(both).toContain(`npx registrar hand-over ${failureId.slice(0, 8)} --reason "…" --yes`);
    expect(both).not.toContain('ida@example.com');
    expect(both.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(await emailOf(holder)).toBe('ida@example.com');
    expect(await record(failureId)).toMatchObject({ status: 'open', replays: [] });
  });

  it('gives the newcomer the address with --yes, and keeps who decided, over whom and why', async () => {
    const holder = await holderOf('eva@example.com');
    const { failureId, cognitoId } = await refused('eva@example.com');

    const { code, stderr } = await handOver(failureId, '--yes');

    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Registered') as string,
    });
    expect(await emailOf(cognitoId)).toBe('eva@example.com');
    expect(await emailOf(holder)).toMatch(/^released\+.*@example\.invalid$/);
    expect(await record(failureId)).toMatchObject({
      status: 'resolved',
      replays: [
        {
          outcome: 'registered',
          reason: REASON[1],
          edits: [{ path: 'asked', after: { cognito_id: holder, yields: true } }],
        },
      ],
    });
    expect(await handOver(failureId, '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it is resolved already') as string,
    });
  });

  it('takes nothing from whoever holds the address by now', async () => {
    const holder = await holderOf('uma@example.com');
    const { failureId, cognitoId } = await refused('uma@example.com');
    await operated.ask(0, 'hand-over', failureId, ...REASON, '--yes');
    operated.cloud.faults.add(inCognito({ id: cognitoId, email: 'uma@example.com' }));
    const third = await refused('uma@example.com');
    await setHolder(third.failureId, holder);

    const { code } = await handOver(third.failureId, '--yes');

    expect(code).toBe(3);
    expect(await emailOf(cognitoId)).toBe('uma@example.com');
    expect(await record(third.failureId)).toMatchObject({ status: 'open', error: 'EmailInUse' });
  });

  it('refuses what failed over something else, and an address that no identity holds', async () => {
    const denied = { service: 'rds-data', error: { code: 'AccessDeniedException' } };
    const other = operated.registration();
    await operated.fail(other, denied);
    await holderOf('old@example.com');
    const older = await refused('old@example.com');
    await setHolder(older.failureId, 'unlinked:17');

    expect(await handOver(other.failureId, '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it failed with RdsData.AccessDeniedException') as string,
    });
    expect((await handOver(older.failureId, '--yes')).stderr).toMatch(/nobody\s+could\s+yield/);
    expect((await operated.registrar('hand-over', older.failureId, '--yes')).stderr).toContain('--reason');
  });

  it('is for operators alone: no message says who yields, wherever it says so', async () => {
    const holder = await holderOf('ada@example.com');
    const asked = [{ cognito_id: holder, yields: true }];
    const state = { asked, claim: { asked }, delivery: { started_by: 'registrar hand-over', asked } };
    const said = { ...state, state, resume_at: 'UpsertUser', persisted: { asked } };
    const messages = Array.from({ length: 2 }, () =>
      operated.registration({ email: 'ada@example.com', ...said }),
    );
    const [onBus, inQueue] = messages.map(({ body }) => withEverywhere(JSON.parse(body) as Envelope, said));

    await putEvent(onBus!);
    await sendMessage(inQueue!, { asked: JSON.stringify(asked) });
    await eventually(
      async () =>
        (
          await operated.ask<{ count: number }>(
            0,
            'failures',
            '--error',
            'EmailInUse',
            '--user',
            'ada@example.com',
          )
        ).count === 2,
    );

    expect(await emailOf(holder)).toBe('ada@example.com');
    expect(await Promise.all(messages.map(({ cognitoId }) => emailOf(cognitoId)))).toEqual([
      undefined,
      undefined,
    ]);
  });

  /** As the database would have answered had somebody else held the address. */
  async function setHolder(failureId: string, cognitoId: string): Promise<void> {
    const { state } = await operated.ask<{ state: { persisted: { holder: object } } }>(
      0,
      'show',
      failureId,
      '--reveal',
    );
    state.persisted.holder = { ...state.persisted.holder, cognito_id: cognitoId };
    await call('dynamodb', 'UpdateItem', {
      TableName: operated.cloud.outputs.FailureTableName,
      Key: { failure_id: { S: failureId } },
      UpdateExpression: 'SET #state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': { S: JSON.stringify(state) } },
    });
  }

  interface Envelope {
    readonly source: string;
    readonly 'detail-type': string;
    readonly detail: { readonly metadata: object };
  }

  function withEverywhere({ detail, ...envelope }: Envelope, said: object): Envelope {
    return {
      ...said,
      ...envelope,
      detail: { ...said, ...detail, metadata: { ...said, ...detail.metadata } },
    };
  }

  const putEvent = ({ source, 'detail-type': DetailType, detail }: Envelope) =>
    call('events', 'PutEvents', {
      Entries: [
        {
          EventBusName: operated.cloud.outputs.EventBusName,
          Source: source,
          DetailType,
          Detail: JSON.stringify(detail),
        },
      ],
    });

  const sendMessage = (envelope: Envelope, attributes: Record<string, string>) =>
    call('sqs', 'SendMessage', {
      QueueUrl: operated.cloud.outputs.RegistrationQueueUrl,
      MessageBody: JSON.stringify({ ...envelope, id: randomUUID() }),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      ),
    });

  const call = (service: string, operation: string, input: object) =>
    operated.cloud.context.call(service, operation, input, { caller: 'test' });

  const eventually = (holds: () => Promise<boolean>) => fastForward(operated.cloud, 3_600_000, holds);
});
