import { delivery, run, type Run } from './registration-run';
import { cognitoUser, payload, row, statement, validated } from './step-answers';

const unproven = statement({ operation: 'unproven', persisted_at: null, user: null });
const holder = { cognito_id: 'holder-1', user_id: 'u-9' };
const inUse = statement({ operation: 'email_in_use', persisted_at: null, user: null, holder });
const olderRow = statement({
  ...{ operation: 'email_in_use', persisted_at: null, user: null },
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
    ['somebody else', cognitoUser({ sub: 'sub-2' }), { cognito_id: 'sub-2' }],
    ['unverified', cognitoUser({ email_verified: 'false' }), { email_verified: false }],
    ['known by another address', cognitoUser({ email: 'b@example.com' }), { email: 'b@example.com' }],
  ])('is for the database to decide, which is told that this user is %s', async (_who, answer, differing) => {
    const result = await run(delivery(), { UpsertUser: [unproven, inUse], AskCognito: [answer] });

    expect(askedOf(result)).toEqual([
      undefined,
      {
        ...{
          cognito_id: 'sub-1',
          exists: true,
          email: 'ada@example.com',
          email_verified: true,
          native: true,
        },
        ...differing,
      },
    ]);
  });

  it('is not linked to a user whom Cognito does not have', async () => {
    const result = await run(delivery(), { UpsertUser: [unproven, inUse], AskCognito: [NOT_FOUND] });

    expect(askedOf(result)[1]).toEqual({ cognito_id: 'sub-1', exists: false });
    expect(outcomeOf(result)).toMatchObject({ outcome: 'rejected', error: 'EmailInUse' });
  });

  it('is in use if the answer proves nothing: nobody is asked twice', async () => {
    const result = await run(delivery(), { UpsertUser: [unproven] });

    expect(result.calls.filter((name) => name === 'AskCognito')).toHaveLength(1);
    expect(outcomeOf(result)).toMatchObject({ outcome: 'rejected', error: 'EmailInUse' });
  });

  it.each([
    ['after Cognito was asked', unproven],
    ['at once, because the newcomer is federated', olderRow],
  ])('is in use %s: the record says that it is not proven to be theirs', async (_when, answer) => {
    const result = await run(delivery(), { UpsertUser: [answer] });

    expect(recordOf(result)[':cause']?.S).toContain(
      "belongs to an older row, and is not proven to be this user's",
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
  it('is refused without asking, and the record names the holder', async () => {
    const result = await run(delivery(), { UpsertUser: [inUse] });

    expect(result.calls).not.toContain('AskCognito');
    expect(recordOf(result)[':cause']?.S).toBe('The e-mail address belongs to the identity holder-1.');
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
