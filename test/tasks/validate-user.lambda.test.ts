import type { handler as Handler } from '../../tasks/validate-user.lambda';
import { failureIdOf } from '../../tasks/shared/failure-id';
import { captureOutput } from './captured-output';
import { ClaimTable } from './claim-table';
import { lambdaContext } from './lambda-context';
import { ENVELOPE_ID, OTHER_ENVELOPE_ID, POOL, registered, SUB } from './registrations';

const FIFTEEN_DAYS = 15 * 24 * 3600;
const table = new ClaimTable();
let handler: typeof Handler;
let output: ReturnType<typeof captureOutput>;

beforeAll(async () => {
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: await table.start(),
    USER_POOL_ID: POOL,
    IDEMPOTENCY_TABLE_NAME: table.name,
    IDEMPOTENCY_EXPIRES_AFTER_SECONDS: String(FIFTEEN_DAYS),
    POWERTOOLS_SERVICE_NAME: 'user-registration',
    POWERTOOLS_LOG_LEVEL: 'INFO',
  });
  ({ handler } = await import('../../tasks/validate-user.lambda'));
});

beforeEach(async () => {
  await table.clear();
  output = captureOutput();
});

afterEach(() => output.stop());
afterAll(() => table.stop());

const deliver = (envelope: object = registered(), delivery: object = {}, remaining = 10_000) => {
  const body = JSON.stringify(envelope);
  const failure_id = failureIdOf(body);
  return handler(
    { delivery: { failure_id, message_id: 'message-1', attempt: 1, ...delivery }, body },
    lambdaContext(remaining),
  );
};
const idOf = (envelope: object = registered()) => failureIdOf(JSON.stringify(envelope));
const another = (data = {}, metadata = {}) => registered(data, metadata, OTHER_ENVELOPE_ID);
const ownerOf = async (state: ReturnType<typeof deliver>) => (await state).claim.owner;

describe('ValidateUser', () => {
  it('lets the event that comes first own the user', async () => {
    expect(await ownerOf(deliver())).toBe(idOf());
  });

  it('lets every delivery of that event through, also from another message', async () => {
    await deliver();

    expect(await ownerOf(deliver(registered(), { attempt: 2 }))).toBe(idOf());
    expect(await ownerOf(deliver(registered(), { message_id: 'message-2' }))).toBe(idOf());
  });

  it('shows another event for the same user who came first', async () => {
    await deliver();

    const state = await deliver(another());

    expect(state.claim.owner).toBe(idOf());
    expect(state.delivery.envelope_id).toBe(OTHER_ENVELOPE_ID);
  });

  it('takes another event under the id of the same envelope for what it is', async () => {
    await deliver();

    const state = await deliver(registered({ email: 'eve@example.com' }));

    expect(state.claim.owner).toBe(idOf());
    expect(state.delivery.failure_id).not.toBe(idOf());
  });

  it('lets each user have an owner', async () => {
    await deliver();

    const other = another({ cognito_id: 'another-user' });
    expect(await ownerOf(deliver(other))).toBe(idOf(other));
  });

  it('leaves no claim when the event is not valid', async () => {
    await expect(deliver(registered({ email: 'no-at-sign' }))).rejects.toMatchObject({
      name: 'InvalidRegistrationError',
    });

    expect(await table.items()).toEqual([]);
  });

  it('logs by its failure id what it does not let through, without a word of the data', async () => {
    const refused = registered({ email: 'no-at-sign' });
    await expect(deliver(refused)).rejects.toThrow();

    expect(output.lines()).toMatchObject([
      { failure_id: idOf(refused), attempt: 1, error_name: 'InvalidRegistrationError' },
    ]);
    expect(output.text()).not.toContain('no-at-sign');
  });

  it.each([
    ['a replay', another(), { replay: { replay_id: 'replay-1' } }],
    ['a reconciliation', another({}, { origin: 'reconcile' }), { started_by: 'reconcile-users' }],
  ])('lets %s past the claim of another event, and leaves that as it is', async (_, envelope, delivery) => {
    await deliver();
    const before = await table.items();

    expect(await ownerOf(deliver(envelope, delivery))).toBe(idOf(envelope));
    expect(await table.items()).toEqual(before);
  });

  it('stores the owner under a hash, and no personal data', async () => {
    await deliver();

    const [item, ...others] = await table.items();
    expect(others).toEqual([]);
    expect(item).toEqual({
      id: { S: expect.stringMatching(/^registration-claim#[A-Za-z0-9+/]{43}=$/) as string },
      status: { S: 'COMPLETED' },
      data: { M: { owner: { S: idOf() } } },
      expiration: { N: expect.any(String) as string },
      in_progress_expiration: { N: expect.any(String) as string },
    });
    expect(JSON.stringify(item)).not.toContain(SUB);
  });

  it('keeps the claim for as long as the stack says', async () => {
    const before = Math.floor(Date.now() / 1000);

    await deliver();

    const [item] = await table.items();
    const keptFor = Number(item?.expiration?.N) - before;
    expect(keptFor).toBeGreaterThanOrEqual(FIFTEEN_DAYS);
    expect(keptFor).toBeLessThan(FIFTEEN_DAYS + 60);
  });

  it('gives the user to the next event once the claim has expired', async () => {
    await deliver();
    await table.change({ expiration: { N: '1' } });

    expect(await ownerOf(deliver(another()))).toBe(idOf(another()));
  });

  it('fails while another delivery is claiming the user, so that the workflow tries again', async () => {
    await deliver();
    await table.change({
      status: { S: 'INPROGRESS' },
      in_progress_expiration: { N: String(Date.now() + 60_000) },
    });

    await expect(deliver(another())).rejects.toMatchObject({ name: 'IdempotencyAlreadyInProgressError' });
  });

  it('takes over from a delivery that died while it was claiming', async () => {
    await deliver();
    await table.change({ status: { S: 'INPROGRESS' }, in_progress_expiration: { N: '1' } });

    expect(await ownerOf(deliver(another()))).toBe(idOf(another()));
  });

  it('marks a claim in progress for no longer than the function may run', async () => {
    const before = Date.now();

    await deliver(registered(), {}, 3_000);

    const [item] = await table.items();
    const claimedUntil = Number(item?.in_progress_expiration?.N);
    expect(claimedUntil).toBeGreaterThanOrEqual(before + 3_000);
    expect(claimedUntil).toBeLessThanOrEqual(Date.now() + 3_000);
  });

  it('refuses a user of another pool, and leaves no claim', async () => {
    await expect(deliver(registered({ user_pool_id: 'us-east-1_Other' }))).rejects.toThrow('user_pool_id');

    expect(await table.items()).toEqual([]);
  });

  it('refuses an event of tomorrow', async () => {
    const tomorrow = new Date(Date.now() + 24 * 3600_000).toISOString();

    await expect(deliver(registered({}, { occurred_at: tomorrow }))).rejects.toThrow('occurred_at');
  });

  it('says why the table failed, under the name of the error that the workflow retries', async () => {
    await table.drop();

    const error = await deliver().catch((reason: unknown) => reason as Error);
    await table.create();

    expect(error).toMatchObject({
      name: 'IdempotencyPersistenceLayerError',
      message: expect.stringMatching(
        /^Failed to save in progress record to idempotency store: ResourceNotFoundException /,
      ) as string,
    });
  });

  it('names one owner, however many events race for the user', async () => {
    const ids = Array.from(
      { length: 12 },
      (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );

    const outcomes = await Promise.allSettled(ids.map((id) => ownerOf(deliver(registered({}, {}, id)))));

    const owners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const errors = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as Error] : [],
    );
    expect(new Set(owners).size).toBe(1);
    expect(new Set(errors.map(({ name }) => name))).toEqual(
      new Set(errors.length > 0 ? ['IdempotencyAlreadyInProgressError'] : []),
    );
    expect(await ownerOf(deliver(registered({}, {}, ids[11])))).toBe(owners[0]);
  });

  it('logs who delivers and who owns, and no personal data', async () => {
    const secret = {
      email: 'S3cr3t@x.example',
      name: 'S3cr3t',
      phone: '+4912399988',
      username: 'Google_S3cr3t',
    };

    await deliver(registered({ ...secret, phone: 'S3cr3t' }), {
      replay: { replay_id: 'replay-1', reason: 'S3cr3t wrote' },
    });
    await expect(deliver(registered({ ...secret, email: 'S3cr3t' }))).rejects.not.toThrow('S3cr3t');

    expect(output.lines().filter(({ level }) => level === 'INFO')).toMatchObject([
      {
        envelope_id: ENVELOPE_ID,
        message_id: 'message-1',
        attempt: 1,
        cognito_id: SUB,
        owner: expect.stringContaining(ENVELOPE_ID) as string,
        replay_id: 'replay-1',
        notes: ['phone: left out, it is no number in E.164 form'],
        function_request_id: 'request-1',
      },
    ]);
    expect(output.text()).not.toMatch(/S3cr3t|4912399988/i);
  });
});
