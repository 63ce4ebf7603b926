import { delivery, run, type Run } from './registration-run';
import { payload, record, validated } from './step-answers';

const REFUSED = { PublishUserPersisted: ['EventBridge.FailedEntry'] };
const LOST = { PublishUserPersisted: ['EventBridge.InternalException'] };
const ONE_PUBLICATION = { RecordFailure: [record({ possible_publications: { N: '1' } })] };
const LAST = { ValidateUser: [payload(validated(4))] };

describe('while deliveries are left', () => {
  it('changes nothing and fails with what went wrong, so that the queue delivers again', async () => {
    const { status, error, cause, calls } = await run(delivery(3), {
      ...REFUSED,
      ValidateUser: [payload(validated(3))],
    });

    expect({ status, error }).toEqual({ status: 'FAILED', error: 'EventBridge.FailedEntry' });
    expect(cause).toMatch(/^PublishUserPersisted: /);
    expect(afterRecord(calls)).toEqual([]);
  });
});

describe('on the last delivery', () => {
  it('rolls back what nobody was told of, alerts and parks', async () => {
    const result = await run(delivery(4), { ...LAST, ...REFUSED });

    expect(outcome(result)).toBe('parked');
    expect(afterRecord(result.calls)).toEqual(['RollBackUser', 'RecordRollBack', 'AlertOperators']);
    expect(values(result, 'RecordFailure')).toMatchObject({
      ':status': { S: 'open' },
      ':disposition': { S: 'parked' },
      ':possible_publications': { N: '0' },
    });
    expect(values(result, 'RecordRollBack')).toMatchObject({
      ':roll_back': { M: { rolled_back: { BOOL: true }, reason: { S: 'deleted' } } },
      ':resume_at': { S: 'UpsertUser' },
    });
  });

  it('proves to the database which executions are known to have failed', async () => {
    const executions = { L: [{ S: 'first' }, { S: 'second' }] };
    const result = await run(delivery(4), {
      ...LAST,
      ...REFUSED,
      RecordFailure: [record({ executions })],
    });
    const { parameters } = result.given('RollBackUser')[0] as {
      parameters: { value: { stringValue: string } }[];
    };

    expect(JSON.parse(parameters[0]?.value.stringValue ?? '')).toMatchObject({
      failed_executions: ['first', 'second'],
    });
  });

  it('leaves the row when the answer of the bus was lost, and resumes at the announcement', async () => {
    const result = await run(delivery(4), { ...LAST, ...LOST, ...ONE_PUBLICATION });

    expect(outcome(result)).toBe('parked');
    expect(afterRecord(result.calls)).toEqual(['RecordRollBack', 'AlertOperators']);
    expect(values(result, 'RecordFailure')).toMatchObject({ ':possible_publications': { N: '1' } });
    expect(values(result, 'RecordRollBack')).toMatchObject({
      ':roll_back': { M: { rolled_back: { BOOL: false }, reason: { S: 'may_have_published' } } },
      ':resume_at': { S: 'PublishUserPersisted' },
    });
  });

  it('leaves the row when an earlier delivery or an unfinished replay may have announced it', async () => {
    const unfinished = { RecordFailure: [record({ replays_started: { N: '1' } })] };
    const [earlier, replayed] = await Promise.all([
      run(delivery(4), { ...LAST, ...REFUSED, ...ONE_PUBLICATION }),
      run(delivery(4), { ...LAST, ...REFUSED, ...unfinished }),
    ]);

    expect(earlier.calls).not.toContain('RollBackUser');
    expect(replayed.calls).not.toContain('RollBackUser');
  });

  it('parks although the roll-back fails, and says that nobody knows whether the row is there', async () => {
    const result = await run(delivery(4), {
      ...LAST,
      ...REFUSED,
      RollBackUser: ['RdsData.BadRequestException'],
    });

    expect(outcome(result)).toBe('parked');
    expect(result.calls.filter((name) => name === 'RollBackUser')).toHaveLength(3);
    expect(values(result, 'RecordRollBack')).toMatchObject({
      ':roll_back': { M: { rolled_back: { NULL: true }, reason: { S: 'RdsData.BadRequestException' } } },
      ':resume_at': { S: 'UpsertUser' },
    });
  });

  it('parks although nobody can be told', async () => {
    const result = await run(delivery(4), {
      ...LAST,
      ...REFUSED,
      AlertOperators: ['SNS.InternalErrorException'],
    });

    expect(outcome(result)).toBe('parked');
    expect(result.calls.filter((name) => name === 'AlertOperators')).toHaveLength(3);
  });

  it.each([
    ['RecordFailure', 4],
    ['RecordRollBack', 3],
  ])('keeps the message when %s cannot write: what ends in success is on record', async (state, tries) => {
    const result = await run(delivery(4), {
      ...LAST,
      ...REFUSED,
      [state]: ['DynamoDB.InternalServerErrorException'],
    });

    expect(result.status).toBe('FAILED');
    expect(result.calls.filter((name) => name === state)).toHaveLength(tries);
    expect(result.calls).not.toContain('AlertOperators');
  });
});

describe('the alert', () => {
  it('says who is meant without naming them, and what to type', async () => {
    const quoting = {
      FailedEntryCount: 1,
      Entries: [{ ErrorMessage: 'ada@example.com, Ada Lovelace, +441632960001' }],
    };
    const result = await run(delivery(4), { ...LAST, PublishUserPersisted: [quoting] });
    const { Subject, Message } = result.given('AlertOperators')[0] as { Subject: string; Message: string };
    const told = `${Subject}\n${Message}\n${JSON.stringify(values(result, 'RecordFailure')[':cause'])}`;

    expect(told).not.toMatch(/ada@example|Lovelace|\+4416/);
    expect(Message).toContain('sub-1 (a***@***)');
    expect(Message).toMatch(/npx registrar replay 6f1c2a34-\S+ --reason/);
    expect(Message).toMatch(/#\/express-executions\/details\/arn:aws:states:\S+\?startDate=\d+\n/);
    expect(Subject.length).toBeLessThanOrEqual(100); // the most that SNS takes
  });
});

function outcome({ output }: Run): unknown {
  return (JSON.parse(output ?? '{}') as { outcome?: string }).outcome;
}

function afterRecord(calls: string[]): string[] {
  return [...new Set(calls.slice(calls.lastIndexOf('RecordFailure') + 1))];
}

function values({ given }: Run, state: string): Record<string, unknown> {
  return given(state)[0]?.['ExpressionAttributeValues'] as Record<string, unknown>;
}
