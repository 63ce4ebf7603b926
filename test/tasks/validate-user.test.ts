import fc from 'fast-check';
import { InvalidRegistrationError } from '../../tasks/shared/invalid-registration-error';
import { stepInputs } from '../../tasks/shared/state-document';
import { validateUser } from '../../tasks/validate-user';
import { ENVELOPE_ID, OTHER_ENVELOPE_ID, registered, SUB, unplanned } from './registrations';

const delivery = { message_id: 'message-1', attempt: 1 };
const claimed = { claim: async (_cognitoId: string, envelopeId: string) => ({ owner: envelopeId }) };
const claimless = { claim: unplanned('claim') };

const validate = (envelope: unknown) =>
  validateUser(claimed, {
    delivery,
    body: typeof envelope === 'string' ? envelope : JSON.stringify(envelope),
  });

const problemsOf = async (envelope: unknown) => {
  const error: unknown = await validate(envelope).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidRegistrationError);
  return (error as InvalidRegistrationError).problems.map(({ path }) => path);
};

describe('validateUser', () => {
  it('returns the state document that UpsertUser starts from', async () => {
    const state = await validate(registered());

    expect(state).toEqual({
      delivery: { message_id: 'message-1', attempt: 1, envelope_id: ENVELOPE_ID },
      event: registered().detail,
      user: {
        user_id: expect.any(String) as string,
        cognito_id: SUB,
        email: 'ada@example.com',
        email_verified: true,
        name: 'Ada Lovelace',
        phone: '+15551234567',
        identity_provider: 'cognito',
      },
      claim: { owner: ENVELOPE_ID },
      persisted: { event_id: expect.any(String) as string },
    });
    expect(stepInputs.UpsertUser.safeParse(state).success).toBe(true);
  });

  it('keeps what the workflow noted about the delivery', async () => {
    const noted = { ...delivery, failure_id: 'failure-1', sent_at: '2026-01-31T12:00:00.000Z' };

    const state = await validateUser(claimed, { delivery: noted, body: JSON.stringify(registered()) });

    expect(state.delivery).toEqual({ ...noted, envelope_id: ENVELOPE_ID });
  });

  it('claims the user by cognito_id for the envelope, and returns the owner that the claim names', async () => {
    const claim = jest.fn(async () => ({ owner: OTHER_ENVELOPE_ID }));

    const state = await validateUser({ claim }, { delivery, body: JSON.stringify(registered()) });

    expect(claim.mock.calls).toEqual([[SUB, ENVELOPE_ID]]);
    expect(state.claim).toEqual({ owner: OTHER_ENVELOPE_ID });
  });

  it('passes on what goes wrong while claiming', async () => {
    const claim = async () => Promise.reject(new Error('the table is away'));

    await expect(validateUser({ claim }, { delivery, body: JSON.stringify(registered()) })).rejects.toThrow(
      'the table is away',
    );
  });

  it('lets a replay through without a claim, as its own owner', async () => {
    const replay = {
      failure_id: ENVELOPE_ID,
      replay_id: 'replay-1',
      by: 'operator',
      at: '2026-01-31T13:00:00.000Z',
      reason: 'fixed',
    };

    const state = await validateUser(claimless, {
      delivery: { ...delivery, replay },
      body: JSON.stringify(registered()),
    });

    expect(state.claim).toEqual({ owner: ENVELOPE_ID });
    expect(state.delivery.replay).toEqual(replay);
  });

  it('lets a reconciliation through without a claim, as its own owner', async () => {
    const body = JSON.stringify(registered({}, { origin: 'reconcile' }));

    const state = await validateUser(claimless, { delivery, body });

    expect(state.claim).toEqual({ owner: ENVELOPE_ID });
  });

  it('gives every delivery of an event the same ids, whatever the message', async () => {
    const first = await validate(registered());
    const second = await validateUser(claimed, {
      delivery: { message_id: 'message-2', attempt: 7 },
      body: JSON.stringify(registered()),
    });

    expect(second.persisted).toEqual(first.persisted);
    expect(second.user.user_id).toBe(first.user.user_id);
  });

  it.each([
    ['text that is not JSON', 'not json', ['body']],
    ['an empty text', '', ['body']],
    ['null', 'null', ['body']],
    ['a list', '[]', ['body']],
    ['a number', '17', ['body']],
    ['an object without anything', '{}', ['body.id', 'body.source', 'body.detail-type', 'body.detail']],
    ['an envelope without detail', { ...registered(), detail: undefined }, ['body.detail']],
    ['a detail that is text', { ...registered(), detail: '{}' }, ['body.detail']],
    ['an empty detail', { ...registered(), detail: {} }, ['body.detail.metadata', 'body.detail.data']],
    ['another event', { ...registered(), 'detail-type': 'user.deleted' }, ['body.detail-type']],
    ['another source', { ...registered(), source: 'aws.cognito' }, ['body.source']],
    ['an envelope id that is no UUID', { ...registered(), id: '1' }, ['body.id']],
  ])('refuses %s', async (_, body, paths) => {
    expect(await problemsOf(body)).toEqual(paths);
  });

  it.each([
    ['schema_version', '2'],
    ['schema_version', 1],
    ['event_id', 'not-a-uuid'],
    ['occurred_at', '2026-02-30T12:00:00Z'],
    ['occurred_at', 'yesterday'],
    ['correlation_id', ''],
    ['causation_id', 'x'],
    ['origin', 'import'],
  ])('refuses metadata.%s = %j', async (member, value) => {
    const body = registered({}, { [member]: value });

    expect(await problemsOf(body)).toEqual([`body.detail.metadata.${member}`]);
  });

  it.each([
    ['cognito_id', 'empty text', ''],
    ['cognito_id', '129 characters', 'a'.repeat(129)],
    ['cognito_id', 'the placeholder of an old row', 'unlinked:42'],
    ['user_pool_id', 'slashes', 'pool/with/slashes'],
    ['user_pool_id', '56 characters', `us-east-1_${'a'.repeat(46)}`],
    ['username', 'nothing', undefined],
    ['email', 'nothing', undefined],
    ['email', 'null', null],
    ['email', 'blanks', '   '],
    ['email', 'no at sign', 'no-at-sign'],
    ['email', 'a blank inside', 'two words@example.com'],
    ['email', 'a line break', 'ada@example.com\nBcc: eve@example.com'],
    ['email', 'NUL', 'a\0@example.com'],
    ['email', 'half a surrogate pair', '\ud800@example.com'],
    ['email', '256 characters', `${'a'.repeat(244)}@example.com`],
    ['email_verified', 'text', 'true'],
    ['name', '256 characters', 'x'.repeat(256)],
    ['name', '256 characters outside the basic plane', '😀'.repeat(256)],
    ['name', 'NUL', 'Ada\0'],
    ['name', 'half a surrogate pair', 'Ada \udc00'],
    ['name', 'a number', 42],
    ['phone', 'a local number', '555-1234'],
    ['phone', 'no country code', '+0123456'],
    ['phone', '16 digits', '+1234567890123456'],
    ['identity_provider', 'empty text', ''],
  ])('refuses data.%s with %s', async (member, _, value) => {
    expect(await problemsOf(registered({ [member]: value }))).toEqual([`body.detail.data.${member}`]);
  });

  it.each([
    ['email', '255 characters', `${'a'.repeat(243)}@example.com`],
    ['name', '255 characters', 'x'.repeat(255)],
    ['name', '255 characters outside the basic plane', '😀'.repeat(255)],
    ['phone', '15 digits', '+123456789012345'],
    ['cognito_id', '128 characters', 'a'.repeat(128)],
    ['user_pool_id', '55 characters', `us-east-1_${'a'.repeat(45)}`],
  ])('accepts data.%s with %s', async (member, _, value) => {
    await expect(validate(registered({ [member]: value }))).resolves.toBeDefined();
  });

  it('names everything that is wrong, and no value', async () => {
    const body = registered({
      email: 'secret-value',
      phone: 'secret-value',
      name: `secret-value${'!'.repeat(255)}`,
    });

    const error: unknown = await validate(body).catch((thrown: unknown) => thrown);

    expect((error as Error).message).toBe(
      'Invalid registration: ' +
        'body.detail.data.email must be an e-mail address; ' +
        'body.detail.data.name must have 1 to 255 characters and no NUL or lone surrogate; ' +
        'body.detail.data.phone must be a number in E.164 form, + and 2 to 15 digits',
    );
  });

  it('drops members that it does not know, which a later producer may add', async () => {
    const envelope = registered({ nickname: 'ada' } as object, { trace: 'x' } as object);

    const state = await validate({ ...envelope, 'replay-name': 'archive' });

    expect(state.event).toEqual(registered().detail);
  });
});

describe('validateUser, whatever the body', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('\0', '\ud800', 'x'.repeat(5000), '😀'.repeat(256), '__proto__', 'unlinked:1', ''),
    fc.jsonValue(),
  );
  const mutated = fc
    .tuple(
      fc.constantFrom('id', 'source', 'detail-type', 'detail.metadata', 'detail.data', 'detail'),
      fc.constantFrom(...Object.keys(registered().detail.data), ...Object.keys(registered().detail.metadata)),
      hostile,
    )
    .map(([where, member, value]) => JSON.stringify(change(registered(), where, member, value)));
  const anyBody = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), mutated);

  it('either returns what UpsertUser accepts or throws InvalidRegistrationError', async () => {
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const outcome: unknown = await validate(body).catch((error: unknown) => error);
        if (!(outcome instanceof InvalidRegistrationError)) {
          expect(stepInputs.UpsertUser.safeParse(outcome).error?.issues).toBeUndefined();
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('says nothing of what was in a refused body', async () => {
    const secret = 'S3cr3t';
    const secretive = fc
      .tuple(fc.constantFrom(...Object.keys(registered().detail.data)), fc.string({ unit: 'binary' }))
      .map(([member, noise]) => JSON.stringify(change(registered(), 'detail.data', member, secret + noise)));
    const broken = fc.string().map((noise) => `{"email":"${secret}${noise}`);

    await fc.assert(
      fc.asyncProperty(fc.oneof(secretive, broken), async (body) => {
        const error: unknown = await validate(body).catch((thrown: unknown) => thrown);
        if (error instanceof Error) expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  function change(envelope: Record<string, unknown>, where: string, member: string, value: unknown): unknown {
    const copy = structuredClone(envelope);
    if (!where.startsWith('detail.')) return { ...copy, [where]: value };
    const part = (copy.detail as Record<string, Record<string, unknown>>)[where.slice('detail.'.length)];
    Object.assign(part ?? {}, { [member]: value });
    return copy;
  }
});
