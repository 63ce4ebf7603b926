import { delivery, run, type Run } from './registration-run';
import { cognitoUser, payload, row, statement, validated } from './step-answers';

const refused = { persisted_at: null, user: null };
const newcomer = { cognito_id: 'sub-1', username: 'ada' };
const holder = { cognito_id: 'holder-1', user_id: 'u-9' };
const unproven = statement({ operation: 'unproven', ...refused, ask: newcomer });
const stillUnproven = statement({ operation: 'unproven', ...refused });
/** The holder has not been asked about; and as it is told once Cognito has answered that they have it. */
const contested = (ask: object) => statement({ operation: 'email_in_use', ...refused, holder, ask });
const inUse = statement({ operation: 'email_in_use', ...refused, holder });
const olderRow = statement({
  ...{ operation: 'email_in_use', ...refused },
  holder: { cognito_id: 'unlinked:u-9', user_id: 'u-9' },
});
const claimed = {
  StatusCode: 200,
  FunctionError: 'Unhandled',
  Payload: JSON.stringify({ errorType: 'IdempotencyAlreadyInProgressError', errorMessage: 'in progress' }),
};
const NOT_FOUND = 'CognitoIdentityProvider.UserNotFoundException';
const THROTTLED = 'CognitoIdentityProvider.TooManyRequestsException';

describe('an older row with the e-mail address of a newcomer', () => {
  it('is linked after Cognito was asked who that is, and the event goes out', async () => {
    const result = await run(delivery(), { UpsertUser: [unproven, row('linked')] });

    expect(result.calls).toEqual([
      'ValidateUser',
      'UpsertUser',
      'AskCognito',
      'UpsertUser',
      'PublishUserPersisted',
    ]);
    expect(result.given('AskCognito')).toEqual([{ UserPoolId: 'UserPoolId', Username: 'ada' }]);
    expect(outcomeOf(result)).toMatchObject({ outcome: 'registered', operation: 'linked' });
  });

  it('is announced without what Cognito said, which no later step reads', async () => {
    const { log } = await run(delivery(), { UpsertUser: [unproven, row('linked')] });
    const entered = log.filter((event) => /"TaskStateEntered".*"name":"PublishUserPersisted"/.test(event));

    expect(entered).toHaveLength(1);
    expect(entered[0]).not.toContain('asked');
  });

  it.each([
    ['native', cognitoUser(), { native: true }],
    ['native, a Google identity linked to it', cognitoUser({ identities: '[{}]' }), { native: true }],
    ['federated', cognitoUser({}, 'EXTERNAL_PROVIDER'), { native: false }],
    ['somebody else by that name', cognitoUser({ sub: 'sub-2' }), { exists: false }],
    ['unverified', cognitoUser({ email_verified: 'false' }), { email_verified: false }],
    ['known by another address', cognitoUser({ email: 'b@example.com' }), { email: 'b@example.com' }],
  ])('is for the database to decide, which is told that this user is %s', async (_who, answer, differing) => {
    const result = await run(delivery(), { UpsertUser: [unproven, inUse], AskCognito: [answer] });

    expect(askedOf(result)).toEqual([
      undefined,
      [
        {
          ...newcomer,
          exists: true,
          modified_at: '2026-01-31T11:59:00Z',
          email: 'ada@example.com',
          email_verified: true,
          native: true,
          ...differing,
        },
      ],
    ]);
  });

  it('is not linked to a user whom Cognito does not have', async () => {
    const result = await run(delivery(), { UpsertUser: [unproven, inUse], AskCognito: [NOT_FOUND] });

    expect(askedOf(result)[1]).toEqual([{ ...newcomer, exists: false }]);
    expect(outcomeOf(result)).toMatchObject({ outcome: 'rejected', error: 'EmailInUse' });
  });

  it('is in use if the answer proves nothing, and there is nobody else to ask about', async () => {
    const result = await run(delivery(), { UpsertUser: [unproven, stillUnproven] });

    expect(result.calls.filter((name) => name === 'AskCognito')).toHaveLength(1);
    expect(outcomeOf(result)).toMatchObject({ outcome: 'rejected', error: 'EmailInUse' });
  });

  it.each([
    ['after Cognito was asked', stillUnproven],
    ['at once, because the newcomer is federated', olderRow],
  ])('is in use %s: the record says that it is not proven to be theirs', async (_when, answer) => {
    const result = await run(delivery(), { UpsertUser: [answer] });

    expect(recordOf(result)[':cause']?.S).toContain(
      "belongs to an older row, and is not proven to be this user's",
    );
  });
});

describe('an address that its holder keeps', () => {
  it('is refused with the holder and since when they have it', async () => {
    const since = '2026-01-01T00:00:00.000Z';
    const kept = { ...holder, known: true, since };
    const result = await run(delivery(), {
      UpsertUser: [statement({ operation: 'email_in_use', ...refused, holder: kept })],
    });

    expect(recordOf(result)[':cause']?.S).toBe(
      `The e-mail address belongs to the identity holder-1 since ${since}, as Cognito says too.`,
    );
  });
});

describe('Cognito that does not answer', () => {
  it('is asked again, and a later delivery asks anew', async () => {
    const result = await run(delivery(), { UpsertUser: [unproven], AskCognito: [THROTTLED] });

    expect(result).toMatchObject({ status: 'FAILED', error: THROTTLED });
    expect(result.calls.filter((name) => name === 'AskCognito')).toHaveLength(3);
    expect(recordOf(result)).toMatchObject({ ':lane': { S: 'transient' }, ':step': { S: 'AskCognito' } });
  });

  it("is an operator's case when it refuses to say", async () => {
    const AskCognito = ['CognitoIdentityProvider.NotAuthorizedException'];
    const result = await run(delivery(), { UpsertUser: [unproven], AskCognito });

    expect(result.calls.filter((name) => name === 'AskCognito')).toHaveLength(1);
    expect(recordOf(result)).toMatchObject({ ':lane': { S: 'operator' } });
  });

  it('leaves a record from which a replay starts at the row again, without an old answer', async () => {
    const [unasked, second] = await Promise.all([
      run(delivery(), { UpsertUser: [unproven], AskCognito: [THROTTLED] }),
      run(delivery(), { UpsertUser: [unproven, 'RdsData.AccessDeniedException'] }),
    ]);

    for (const result of [unasked, second]) {
      const record = recordOf(result);
      expect(record[':resume_at']).toEqual({ S: 'UpsertUser' });
      expect(JSON.parse(record[':state']?.S ?? '')).not.toHaveProperty('asked');
    }
  });

  it('is not asked when so much time is gone that the execution could not end by itself', async () => {
    // The waits of a database that wakes up slowly, 45 s, and of a claim in progress, 6 s.
    const asleep = 'RdsData.DatabaseResumingException';
    const result = await run(delivery(), {
      ValidateUser: [claimed, claimed, payload(validated(1))],
      UpsertUser: [asleep, asleep, asleep, asleep, unproven],
    });

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(result.calls).not.toContain('AskCognito');
    expect(recordOf(result)).toMatchObject({
      ':lane': { S: 'transient' },
      ':resume_at': { S: 'UpsertUser' },
    });
  });

  it('is still asked when the database had to wake up first', async () => {
    const asleep = 'RdsData.DatabaseResumingException';
    const answers = [asleep, asleep, asleep, asleep, unproven, row('linked')];

    expect(outcomeOf(await run(delivery(), { UpsertUser: answers }))).toMatchObject({ operation: 'linked' });
  });
});

describe('an address that another identity has', () => {
  it('is asked about by the username that the database knows, and goes to the newcomer', async () => {
    const ask = { cognito_id: 'holder-1', username: 'Google_1' };
    const result = await run(delivery(), {
      UpsertUser: [contested(ask), row('created')],
      AskCognito: [NOT_FOUND],
    });

    expect(result.given('AskCognito')).toEqual([{ UserPoolId: 'UserPoolId', Username: 'Google_1' }]);
    expect(askedOf(result)[1]).toEqual([{ ...ask, exists: false }]);
    expect(outcomeOf(result)).toMatchObject({ outcome: 'registered', operation: 'created' });
  });

  it('is asked about by the sub where no username is known, and the answer says that it was not', async () => {
    const ask = { cognito_id: 'holder-1' };
    const moved = cognitoUser({ sub: 'holder-1', email: 'new@example.com' });
    const result = await run(delivery(), { UpsertUser: [contested(ask), inUse], AskCognito: [moved] });

    expect(result.given('AskCognito')).toMatchObject([{ Username: 'holder-1' }]);
    expect(askedOf(result)[1]).toMatchObject([{ cognito_id: 'holder-1', exists: true }]);
    expect(askedOf(result)[1]).not.toHaveProperty('0.username');
  });

  it('may take several questions: the database gets all answers, in their order', async () => {
    const asks = ['holder-1', 'holder-2', 'holder-3'].map((id) => ({ cognito_id: id }));
    const result = await run(delivery(), {
      UpsertUser: [...asks.map(contested), row('created')],
      AskCognito: [NOT_FOUND],
    });

    expect(askedOf(result).at(-1)).toEqual(asks.map((ask) => ({ ...ask, exists: false })));
    expect(outcomeOf(result)).toMatchObject({ outcome: 'registered' });
  });

  it('is refused after six answers, however often the database would like to ask', async () => {
    const result = await run(delivery(), { UpsertUser: [contested({ cognito_id: 'holder-1' })] });

    expect(result.calls.filter((name) => name === 'AskCognito')).toHaveLength(6);
    expect(outcomeOf(result)).toMatchObject({ outcome: 'rejected', error: 'EmailInUse' });
  });

  it.each([
    [
      'has it in Cognito too',
      {},
      'The e-mail address belongs to the identity holder-1, as Cognito says too.',
    ],
    [
      'is nobody whom this pool knows',
      { known: false },
      'The e-mail address belongs to the identity holder-1, of whom Cognito knows nothing: they may be of another user pool.',
    ],
  ])('is refused when the holder %s, and the record names the holder', async (_what, more, cause) => {
    const final = statement({ operation: 'email_in_use', ...refused, holder: { ...holder, ...more } });
    const result = await run(delivery(), { UpsertUser: [final] });

    expect(recordOf(result)[':cause']?.S).toBe(cause);
    expect(JSON.parse(recordOf(result)[':state']?.S ?? '')).toMatchObject({ persisted: { holder } });
  });

  it("is never told of as a registration, not even in the execution's own log", async () => {
    const { log } = await run(delivery(), { UpsertUser: [inUse] });

    expect(log.filter((event) => event.includes('registered\\"'))).toEqual([]);
  });
});

function outcomeOf({ output }: Run): unknown {
  return JSON.parse(output ?? '{}');
}

function recordOf({ given }: Run): Record<string, { S: string }> {
  return given('RecordFailure')[0]?.['ExpressionAttributeValues'] as Record<string, { S: string }>;
}

/** What each call of register_user was told of Cognito's answer. */
function askedOf({ given }: Run): unknown[] {
  return given('UpsertUser').map((input) => {
    const { parameters } = input as { parameters: { value: { stringValue: string } }[] };
    return (JSON.parse(parameters[0]?.value.stringValue ?? '{}') as { asked?: object }).asked;
  });
}
