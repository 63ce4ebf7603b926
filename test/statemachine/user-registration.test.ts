import { definition, delivery, run } from './registration-run';
import { ENVELOPE_ID, payload, statement, validated } from './step-answers';

const states = Object.entries(definition.States);
const replay = {
  replay_id: 'r-1',
  failure_id: ENVELOPE_ID,
  by: 'ada',
  at: '2026-01-31T13:00:00Z',
  reason: 'mended',
};

describe('the definition', () => {
  it.each(states)('says in a comment what %s is for', (_, state) => {
    expect(state.Comment).toMatch(/^\S.{15,}$/);
  });

  it('hides no state in variables, or a step could not be restarted from its own input', () => {
    expect(JSON.stringify(definition)).not.toContain('"Assign"');
    expect(definition.QueryLanguage).toBe('JSONata');
  });

  it('lets no step of a registration fail without a word', () => {
    const steps = ['ValidateUser', 'UpsertUser', 'PublishUserPersisted'];
    expect(steps.map((step) => definition.States[step]?.Catch)).toEqual(
      steps.map((): unknown => [
        expect.objectContaining({ ErrorEquals: ['States.ALL'], Next: 'DescribeFailure' }),
      ]),
    );
  });
});

describe('a delivery', () => {
  it.each([
    ['parked, for no later delivery would find its record again', 'RdsData.AccessDeniedException', 'parked'],
    ['rejected when its data is bad', 'RdsData.DatabaseErrorException: SQLState: 22023', 'rejected'],
  ])('whose id stands on the record of another is %s', async (_what, error, disposition) => {
    const RecordFailure = ['DynamoDB.ConditionalCheckFailedException'];
    const result = await run(delivery(1), { UpsertUser: [error], RecordFailure });
    const [ordinary] = result.given('RecordFailure');
    const [apart] = result.given('RecordApart');
    const { ':fingerprint': fingerprint } = ordinary?.ExpressionAttributeValues as Record<string, object>;
    expect(ordinary?.Key).toEqual({ failure_id: { S: ENVELOPE_ID } });
    expect(apart?.Key).toEqual({ failure_id: fingerprint });
    expect(apart?.ExpressionAttributeValues).toMatchObject({
      ':status': { S: 'open' },
      ':disposition': { S: disposition },
      ':roll_back': { M: { rolled_back: { BOOL: false }, reason: { S: 'id_in_use' } } },
    });
    expect(JSON.parse(result.output ?? '{}')).toMatchObject({ outcome: disposition });
    expect(result.calls.includes('AlertOperators')).toBe(disposition === 'parked');
    expect(result.calls).not.toContain('RollBackUser');
  });

  it('is validated, persisted, announced, and leaves no record', async () => {
    const { status, output, calls } = await run(delivery());

    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output ?? '')).toMatchObject({
      outcome: 'registered',
      operation: 'created',
      user_id: 'u-1',
    });
    expect(calls).toEqual(['ValidateUser', 'UpsertUser', 'PublishUserPersisted']);
  });

  it('hands the body on unread, and its attempt as a number', async () => {
    const { given } = await run(delivery(2, 'no JSON'));
    const { Payload } = given('ValidateUser')[0] as { Payload: Uint8Array };

    expect(JSON.parse(Buffer.from(Payload).toString())).toMatchObject({
      delivery: { attempt: 2 },
      body: 'no JSON',
    });
  });

  it('of an event that does not hold the claim is a duplicate', async () => {
    const claimed = payload({ ...validated(1), claim: { owner: 'another' } });
    const { output, calls } = await run(delivery(), { ValidateUser: [claimed] });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'duplicate', claimed_by: 'another' });
    expect(calls).toEqual(['ValidateUser']);
  });

  it('of an event that is older than the row is a duplicate', async () => {
    const stale = statement({ operation: 'stale', persisted_at: null, user: null });
    const { output, calls } = await run(delivery(), { UpsertUser: [stale] });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'duplicate' });
    expect(calls).toEqual(['ValidateUser', 'UpsertUser']);
  });

  it('that is not the first closes the record, also of a duplicate', async () => {
    const again = validated(2);
    const [registered, duplicate] = await Promise.all([
      run(delivery(2), { ValidateUser: [payload(again)] }),
      run(delivery(2), { ValidateUser: [payload({ ...again, claim: { owner: 'another' } })] }),
    ]);

    expect(registered.calls.at(-1)).toBe('ResolveFailure');
    expect(duplicate.calls).toEqual(['ValidateUser', 'ResolveFailure']);
  });

  it('that was moved back from a dead-letter queue counts as the first and closes the record all the same', async () => {
    const old = validated(1);
    const delivery_ = { ...(old['delivery'] as object), sent_at: '2026-02-03T12:00:00.000Z' };
    const { calls } = await run(delivery(), { ValidateUser: [payload({ ...old, delivery: delivery_ })] });

    expect(calls.at(-1)).toBe('ResolveFailure');
  });

  it.each([
    ['DynamoDB.ConditionalCheckFailedException', 1],
    ['DynamoDB.InternalServerErrorException', 3],
  ])('is registered although closing the record ends in %s', async (error, tries) => {
    const { output, calls } = await run(delivery(2), {
      ValidateUser: [payload(validated(2))],
      ResolveFailure: [error],
    });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'registered' });
    expect(calls.filter((name) => name === 'ResolveFailure')).toHaveLength(tries);
  });
});

describe('a replay', () => {
  it.each([
    ['ValidateUser', ['ValidateUser', 'UpsertUser', 'PublishUserPersisted', 'ResolveFailure']],
    ['UpsertUser', ['UpsertUser', 'PublishUserPersisted', 'ResolveFailure']],
    ['PublishUserPersisted', ['PublishUserPersisted', 'ResolveFailure']],
  ])('from %s calls nothing that comes before', async (resume_at, steps) => {
    const { calls } = await run([{ resume_at, state: stateAt(resume_at), replay }], {
      ValidateUser: [payload({ ...validated(1), delivery: { ...validatedDelivery(), replay } })],
    });

    expect(calls).toEqual(steps);
  });

  it('is its own last attempt', async () => {
    const state = stateAt('PublishUserPersisted');
    const { output, calls } = await run([{ resume_at: 'PublishUserPersisted', state, replay }], {
      PublishUserPersisted: ['EventBridge.AccessDeniedException'],
    });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'parked' });
    expect(calls).toContain('AlertOperators');
  });

  it('from a step that nobody knows fails', async () => {
    expect(await run([{ resume_at: 'NoSuchStep', state: {}, replay }])).toMatchObject({
      status: 'FAILED',
      calls: [],
    });
  });
});

function stateAt(step: string): object {
  if (step === 'ValidateUser') return { delivery: validatedDelivery(), body: '{}' };
  const answer = { occurred_at: '2026-01-31T12:00:00Z', operation: 'created', user_id: 'u-1' };
  return {
    ...validated(1),
    outcome: 'registered',
    persisted: { event_id: 'p-1', ...answer, cognito_id: 'sub-1', email: 'a@b' },
  };
}

function validatedDelivery(): object {
  return validated(1)['delivery'] as object;
}
