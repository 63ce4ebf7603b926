import { KEPT_SECONDS } from '../../cli/failures/failure-record';
import { delivery, run } from './registration-run';
import { payload, statement, validated } from './step-answers';

describe('a registration', () => {
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

  it('of an event that does not hold the claim is a duplicate', async () => {
    const claimed = payload({ ...validated(1), claim: { owner: 'another' } });
    const { output, calls } = await run(delivery(), { ValidateUser: [claimed] });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'duplicate', claimed_by: 'another' });
    expect(calls).toEqual(['ValidateUser']);
  });

  it.each([
    ['its failure id', { failure_id: 'e.1', envelope_id: 'e' }, 'e.1', 'registered'],
    ['its envelope, as in earlier versions', { failure_id: 'e.1', envelope_id: 'e' }, 'e', 'registered'],
    ['another event of its envelope', { failure_id: 'e.1', envelope_id: 'e' }, 'e.2', 'duplicate'],
  ])('whose claim is owned by %s goes on or not', async (_, ids, owner, outcome) => {
    const first = validated(1);
    const state = { ...first, delivery: { ...(first['delivery'] as object), ...ids }, claim: { owner } };
    const { output } = await run(delivery(), { ValidateUser: [payload(state)] });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome });
  });

  it('of an event that is older than what is known is a duplicate', async () => {
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

  it('that somebody started closes the record of an earlier start', async () => {
    const { delivery: given, ...state } = validated(1);
    const started = { ...(given as object), sent_at: undefined, started_by: 'registrar resync' };
    const { calls } = await run(delivery(), { ValidateUser: [payload({ ...state, delivery: started })] });

    expect(calls.at(-1)).toBe('ResolveFailure');
  });

  it('that is to be silent is written and not announced; a message cannot ask for that', async () => {
    const { delivery: given, ...state } = validated(1);
    const silent = { ...(given as object), started_by: 'reconcile-users', silent: true };
    const started = await run([{ resume_at: 'UpsertUser', state: { ...state, delivery: silent } }]);
    const sent = delivery()[0] as { body: string };
    const message = await run([{ ...sent, silent: true, state: { delivery: silent }, delivery: silent }]);

    expect(JSON.parse(started.output ?? '')).toMatchObject({ outcome: 'registered' });
    expect(started.calls).toEqual(['UpsertUser', 'ResolveFailure']);
    expect(message.calls).toContain('PublishUserPersisted');
  });

  it('closes a record for as long as the command line does', async () => {
    const { given } = await run(delivery(2), { ValidateUser: [payload(validated(2))] });
    const closed = given('ResolveFailure')[0]?.['ExpressionAttributeValues'] as Record<
      ':now' | ':expires_at',
      { S: string; N: string }
    >;

    expect(Number(closed[':expires_at'].N)).toBe(
      Math.floor(Date.parse(closed[':now'].S) / 1000) + KEPT_SECONDS,
    );
  });

  it('whose answer nobody knows is for an operator, and is not announced', async () => {
    const odd = statement({ operation: 'promoted', persisted_at: null, user: null });
    const result = await run(delivery(), { UpsertUser: [odd] });

    expect(result).toMatchObject({ status: 'FAILED', error: 'UnknownOperation' });
    expect(result.calls).not.toContain('PublishUserPersisted');
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
