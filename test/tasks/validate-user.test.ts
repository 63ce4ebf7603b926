import fc from 'fast-check';
import { InvalidRegistrationError } from '../../tasks/shared/invalid-registration-error';
import { stepInputs } from '../../tasks/shared/state-document';
import { validateUser } from '../../tasks/validate-user';
import { ENVELOPE_ID, NOW, POOL, registered, SUB, unplanned } from './registrations';

const delivery = { failure_id: 'failure-1', message_id: 'message-1', attempt: 1 };
const stack = { userPoolId: POOL, now: () => NOW };
const claimed = {
  ...stack,
  claim: async (_cognitoId: string, failureId: string) => ({ owner: failureId }),
};
const claimless = { ...stack, claim: unplanned('claim') };

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
      delivery: { ...delivery, envelope_id: ENVELOPE_ID },
      event: {
        metadata: registered().detail.metadata,
        data: { user_pool_id: POOL, username: SUB },
      },
      user: {
        user_id: expect.any(String) as string,
        cognito_id: SUB,
        email: 'ada@example.com',
        email_verified: true,
        name: 'Ada Lovelace',
        phone: '+15551234567',
        identity_provider: 'cognito',
      },
      claim: { owner: 'failure-1' },
      persisted: { event_id: expect.any(String) as string },
    });
    expect(stepInputs.UpsertUser.safeParse(state).success).toBe(true);
  });

  it('keeps what the workflow noted about the delivery', async () => {
    const noted = { ...delivery, sent_at: '2026-01-31T12:00:00.000Z' };

    const state = await validateUser(claimed, { delivery: noted, body: JSON.stringify(registered()) });

    expect(state.delivery).toEqual({ ...noted, envelope_id: ENVELOPE_ID });
  });

  it('claims the user by cognito_id for the event, and returns the owner that the claim names', async () => {
    const claim = jest.fn(async () => ({ owner: 'failure-0' }));

    const state = await validateUser({ ...stack, claim }, { delivery, body: JSON.stringify(registered()) });

    expect(claim.mock.calls).toEqual([[SUB, 'failure-1']]);
    expect(state.claim).toEqual({ owner: 'failure-0' });
  });

  describe('of a user as Cognito lists them', () => {
    const cognitoUser = {
      Username: 'ada',
      Attributes: [
        { Name: 'sub', Value: SUB },
        { Name: 'email', Value: ' Ada@Example.com' },
        { Name: 'given_name', Value: 'Ada' },
        { Name: 'identities', Value: '[{"providerName":"Google"}]' },
      ],
      UserCreateDate: '2020-01-01T00:00:00Z',
      UserLastModifiedDate: '2026-01-31T11:00:00.500Z',
      UserStatus: 'CONFIRMED',
    };
    const body = { user_pool_id: POOL, origin: 'reconcile', cognito_user: cognitoUser };
    const started = { failure_id: 'failure-1', attempt: 1, started_by: 'reconcile-users' };
    const start = (user: object, from: object = started) =>
      validateUser(claimless, {
        delivery: from as typeof started,
        body: JSON.stringify({ ...body, cognito_user: { ...cognitoUser, ...user } }),
      });

    it('makes the event that the trigger would have sent, as of their last change, past the claim', async () => {
      const { event, user, claim } = await start({});

      expect(event.metadata).toMatchObject({ occurred_at: '2026-01-31T11:00:00.500Z', origin: 'reconcile' });
      expect(event.data).toMatchObject({ username: 'ada', created_at: '2020-01-01T00:00:00Z' });
      expect(user).toMatchObject({ email: 'ada@example.com', name: 'Ada', identity_provider: 'cognito' });
      expect(claim).toEqual({ owner: started.failure_id });
    });

    it('is the same event twice, and another one after a change', async () => {
      const [first, second] = await Promise.all([start({}), start({})]);
      const changed = await start({ UserLastModifiedDate: '2026-01-31T11:00:01Z' });

      expect(second).toEqual(first);
      expect(changed.delivery.envelope_id).not.toBe(first.delivery.envelope_id);
    });

    it.each([
      ['without a time', { UserLastModifiedDate: undefined }],
      ['without attributes', { Attributes: undefined }],
      ['without an e-mail', { Attributes: [{ Name: 'sub', Value: SUB }] }],
    ])('refuses one %s', async (_what, changes) => {
      await expect(start(changes)).rejects.toBeInstanceOf(InvalidRegistrationError);
    });

    it('refuses one in a message, which anybody may have written', async () => {
      await expect(start({}, delivery)).rejects.toBeInstanceOf(InvalidRegistrationError);
    });
  });

  it('passes on what goes wrong while claiming', async () => {
    const claim = async () => Promise.reject(new Error('the table is away'));

    const running = validateUser({ ...stack, claim }, { delivery, body: JSON.stringify(registered()) });

    await expect(running).rejects.toThrow('the table is away');
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

    expect(state.claim).toEqual({ owner: 'failure-1' });
    expect(state.delivery.replay).toEqual(replay);
  });

  it.each(['sign-up', 'reconcile', 'operator'] as const)(
    'lets an event of origin %s that was started directly through without a claim, as its own owner',
    async (origin) => {
      const state = await validateUser(claimless, {
        delivery: { failure_id: 'failure-1', attempt: 1, started_by: 'registrar resync' },
        body: JSON.stringify(registered({}, { origin })),
      });

      expect(state.claim).toEqual({ owner: 'failure-1' });
      expect(state.delivery.started_by).toBe('registrar resync');
    },
  );

  describe('trusts nobody who may only write events:', () => {
    const replay = { failure_id: 'f', replay_id: 'r', by: 'me', at: '2026-01-31T13:00:00.000Z', reason: 'x' };
    const IN_4_MINUTES = '2026-01-31T12:04:59.000Z';

    it.each([
      ['a user of another pool', registered({ user_pool_id: 'us-east-1_Other' }), 'data.user_pool_id'],
      ['a reconciliation', registered({}, { origin: 'reconcile' }), 'metadata.origin'],
      ['an operator', registered({}, { origin: 'operator' }), 'metadata.origin'],
      ['the future', registered({}, { occurred_at: '2026-01-31T12:05:01.001Z' }), 'metadata.occurred_at'],
      ['the far future', registered({}, { occurred_at: '9999-01-01T00:00:00Z' }), 'metadata.occurred_at'],
    ])('%s is refused, in a message as in its replay', async (_what, body, path) => {
      for (const received of [delivery, { ...delivery, replay }]) {
        const running = validateUser(claimless, { delivery: received, body: JSON.stringify(body) });

        await expect(running).rejects.toMatchObject({ problems: [{ path: `body.detail.${path}` }] });
      }
    });

    it.each([
      ['another pool', registered({ user_pool_id: 'us-east-1_Other' })],
      ['the future', registered({}, { occurred_at: '2026-01-31T12:06:00Z' })],
    ])('%s is refused also where the workflow was started directly', async (_what, body) => {
      const received = { ...delivery, started_by: 'registrar resync' };

      await expect(
        validateUser(claimless, { delivery: received, body: JSON.stringify(body) }),
      ).rejects.toThrow(InvalidRegistrationError);
    });

    it('but a clock that is some minutes ahead is forgiven', async () => {
      await expect(validate(registered({}, { occurred_at: IN_4_MINUTES }))).resolves.toBeDefined();
    });

    it.each([
      ['data', 'cognito_id'],
      ['data', 'username'],
      ['data', 'email'],
      ['data', 'identity_provider'],
      ['metadata', 'correlation_id'],
    ] as const)('%s.%s may not be obeyed by a terminal', async (part, member) => {
      for (const trick of ['\u001b]0;title\u0007', '\u202e', '\u200b', '\u0085', '\u2028']) {
        const value = `a${trick}b@example.com`;
        const body = part === 'data' ? registered({ [member]: value }) : registered({}, { [member]: value });

        expect(await problemsOf(body)).toEqual([`body.detail.${part}.${member}`]);
      }
    });
  });

  describe('keeps a user whose optional attributes cannot be kept', () => {
    it.each([
      ['name', 'x'.repeat(300), 'x'.repeat(255), 'name: cut to 255 characters'],
      ['name', 'Ada\0 Lovelace', 'Ada  Lovelace', 'name: characters that cannot be shown are left out'],
      ['phone', '+0447700900123', null, 'phone: left out, it is no number in E.164 form'],
    ])('%s %j is %j, with a note', async (member, given, kept, note) => {
      const state = await validate(registered({ [member]: given }));

      expect(state.user).toMatchObject({ [member]: kept, notes: [note] });
      expect(stepInputs.UpsertUser.safeParse(JSON.parse(JSON.stringify(state))).success).toBe(true);
    });

    it('without a note where nothing was lost', async () => {
      const { user } = await validate(registered({ name: ' Ada ', phone: undefined }));

      expect(user).toMatchObject({ name: 'Ada', phone: null });
      expect('notes' in user).toBe(false);
    });
  });

  it('gives every delivery of an event the same ids, whatever the message', async () => {
    const first = await validate(registered());
    const second = await validateUser(claimed, {
      delivery: { ...delivery, message_id: 'message-2', attempt: 7 },
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
    ['cognito_id', 'a blank, by which Cognito cannot be asked', 'a b'],
    ['username', 'nothing', undefined],
    ['username', 'a blank, by which Cognito cannot be asked', 'a b'],
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
    ['name', 'a number', 42],
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
  ])('accepts data.%s with %s', async (member, _, value) => {
    await expect(validate(registered({ [member]: value }))).resolves.toBeDefined();
  });

  it('names everything that is wrong, and no value', async () => {
    const body = registered({
      email: 'secret-value',
      cognito_id: 'secret-value\u202e',
    });

    const error: unknown = await validate(body).catch((thrown: unknown) => thrown);

    expect((error as Error).message).toBe(
      'Invalid registration: ' +
        'body.detail.data.cognito_id must have no control or format characters; ' +
        'body.detail.data.email must be an e-mail address',
    );
  });

  it('drops members that it does not know, which a later producer may add', async () => {
    const envelope = registered({ nickname: 'ada' } as object, { trace: 'x' } as object);

    const state = await validate({ ...envelope, 'replay-name': 'archive' });

    const { metadata, data } = registered().detail;
    const { user_pool_id, username } = data;
    expect(state.event).toEqual({ metadata, data: { user_pool_id, username } });
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
