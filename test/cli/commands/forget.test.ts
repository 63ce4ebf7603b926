import { claimIdOf } from '../../../tasks/shared/claim-id';
import { inCognito } from '../../faults/in-cognito';
import { operateCloud, type OperatedCloud } from '../operated-cloud';

const REASON = ['--reason', 'asked for it'];
const DENIED = { service: 'rds-data', error: { code: 'AccessDeniedException' } };

interface Forgotten {
  readonly failures: readonly string[];
  readonly mentions: number;
  readonly stays: readonly { readonly where: string; readonly days_at_most: number }[];
}

describe('registrar forget', () => {
  let operated: OperatedCloud;
  const announced: { cognito_id: string; policy: string }[] = [];
  beforeAll(async () => {
    operated = await operateCloud();
    operated.cloud.gateway.watch(({ operation }, input) => {
      if (operation === 'PutEvents') announced.push(...removalsIn(input));
    });
  });
  afterAll(() => operated.stop());
  afterEach(() => operated.cloud.faults.clear());

  const forget = (sub: string, ...more: string[]) =>
    operated.ask<Forgotten>(0, 'forget', sub, ...REASON, ...more);
  const refusal = async (sub: string, ...more: string[]) => {
    const { code, stderr } = await operated.registrar('forget', sub, ...REASON, '--yes', ...more);
    return { code, said: stderr.replace(/\s+/g, ' ') };
  };
  const announcedOf = (sub: string) => announced.filter(({ cognito_id }) => cognito_id === sub);
  const call = <Answer>(service: string, operation: string, input: object) =>
    operated.cloud.context.call<Answer>(service, operation, input, { caller: 'test' });
  const claimOf = async (sub: string) => {
    const { Item } = await call<{ Item?: object }>('dynamodb', 'GetItem', {
      TableName: operated.cloud.outputs.IdempotencyTableName,
      Key: { id: { S: claimIdOf(sub) } },
    });
    return Item;
  };

  /** Somebody whose registration failed once and was replayed; then Cognito forgot them. */
  async function aPerson(email?: string): Promise<{ sub: string; failureId: string }> {
    const { cognitoId: sub, ...registration } = operated.registration(email === undefined ? {} : { email });
    await operated.fail({ ...registration, cognitoId: sub }, DENIED);
    await operated.ask(0, 'replay', registration.failureId, ...REASON);
    expect(await operated.rows(sub)).toHaveLength(1);
    return { sub, failureId: registration.failureId };
  }

  it('says what would go, masked, and where the rest expires, and does nothing', async () => {
    const { sub } = await aPerson('ada@example.com');

    const { code, both } = await operated.registrar('forget', sub, ...REASON);

    expect(code).toBe(0);
    expect(both).toContain(`npx registrar forget ${sub} --reason "…" --yes`);
    expect(both).not.toMatch(/ada@example|Lovelace|441632/);
    const { PersonalDataRetention = '' } = operated.cloud.outputs;
    const retention = JSON.parse(PersonalDataRetention) as Record<string, number>;
    for (const [where, days] of Object.entries(retention))
      expect(both).toMatch(new RegExp(`^${where} +${days} d$`, 'm'));
    expect(await operated.rows(sub)).toMatchObject([{ email: 'ada@example.com' }]);
    expect(announcedOf(sub)).toEqual([]);
  });

  it('announces nobody who never had a row', async () => {
    const { cognitoId: sub, ...registration } = operated.registration();
    await operated.fail({ ...registration, cognitoId: sub }, DENIED);

    const { both } = await operated.registrar('forget', sub, ...REASON, '--yes');

    expect(both).toMatch(/^ *announced +nobody: there is no row$/m);
    expect(announcedOf(sub)).toEqual([]);
  });

  it('erases row, records and claim, leaves the records of others, and announces it once', async () => {
    const { sub, failureId } = await aPerson('eve@example.com');
    operated.cloud.faults.add(inCognito({ id: sub, email: 'eve@example.com' }));
    const other = operated.registration({ email: 'eve@example.com' });
    await operated.fail(other);
    operated.cloud.faults.clear();
    expect(await claimOf(sub)).toBeDefined();

    expect(await forget(sub, '--yes')).toMatchObject({ failures: [failureId], mentions: 1 });
    await forget(sub, '--yes');

    expect(await operated.rows(sub)).toMatchObject([
      { email: expect.stringMatching(/^released\+/) as string, name: null, phone: null },
    ]);
    expect((await operated.registrar('show', failureId)).code).toBe(1);
    expect((await operated.registrar('show', other.failureId)).code).toBe(0);
    expect(await claimOf(sub)).toBeUndefined();
    expect(announcedOf(sub)).toMatchObject([{ policy: 'anonymise' }]);
  });

  it('refuses who is in Cognito still, by whatever name, unless that is meant; then no event registers them again', async () => {
    const { sub } = await aPerson('kay@example.com');
    operated.cloud.faults.add(inCognito({ id: sub, email: 'kay@example.com' }));

    const refused = await refusal(sub);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('still in Cognito') as string });
    expect(await operated.rows(sub)).toMatchObject([{ email: 'kay@example.com' }]);

    await forget(sub, '--although-in-cognito', '--row', 'delete', '--yes');
    await operated.fail(operated.registration({ cognito_id: sub, email: 'kay@example.com' }));

    expect(await operated.rows(sub)).toEqual([]);
    expect(announcedOf(sub)).toMatchObject([{ policy: 'delete' }]);
  });

  it('erases nothing where an application needs the row that is to be deleted', async () => {
    const { sub, failureId } = await aPerson();
    await sql('CREATE TABLE orders (user_id text REFERENCES users (id))');
    await sql(`INSERT INTO orders SELECT id FROM users WHERE cognito_id = '${sub}'`);

    expect(await refusal(sub, '--row', 'delete')).toMatchObject({
      code: 1,
      said: expect.stringContaining('give --row anonymise') as string,
    });
    expect(await operated.rows(sub)).toMatchObject([{ name: 'Ada Lovelace' }]);
    expect((await operated.registrar('show', failureId)).code).toBe(0);
    await sql('DROP TABLE orders');
  });

  it('refuses whom nobody knows', async () => {
    expect(await refusal('0b9d2f3e-0000-4000-8000-000000000000')).toMatchObject({
      code: 1,
      said: expect.stringContaining('neither table nor failures know') as string,
    });
  });

  it('refuses a beginning of an id, and erases no record that only begins so', async () => {
    const { sub, failureId } = await aPerson();
    const named = '7c9d2f3e-0000-4000-8000-000000000000';
    const { RegistrationQueueUrl: QueueUrl } = operated.cloud.outputs;
    await call('sqs', 'SendMessage', { QueueUrl, MessageBody: `no JSON, of ${named}` });
    const recordsOf = async () =>
      (await operated.ask<{ failures: object[] }>(0, 'failures', '--user', named)).failures;
    while ((await recordsOf()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));

    for (const beginning of [sub.slice(0, 8), '7c9d2f3e', '7'])
      expect(await refusal(beginning)).toMatchObject({
        code: 1,
        said: expect.stringContaining('neither table nor failures know') as string,
      });

    expect((await operated.registrar('show', failureId)).code).toBe(0);
    expect(await recordsOf()).toHaveLength(1);
    await forget(named, '--yes');
    expect(await recordsOf()).toEqual([]);
  });

  const sql = (text: string) => {
    const {
      DatabaseClusterArn: resourceArn,
      DatabaseSecretArn: secretArn,
      DatabaseName: database,
    } = operated.cloud.outputs;
    return call('rds-data', 'ExecuteStatement', { resourceArn, secretArn, database, sql: text });
  };
});

function removalsIn(input: unknown): { cognito_id: string; policy: string }[] {
  const { Entries = [] } = input as { Entries?: { DetailType: string; Detail: string }[] };
  return Entries.filter(({ DetailType }) => DetailType === 'user.removed').map(
    ({ Detail }) => (JSON.parse(Detail) as { data: { cognito_id: string; policy: string } }).data,
  );
}
