import type { FailureRecord, Observation, PersistedEvent, Row } from '../faults/observation';
import { expectedPersistedId, expectedUserId } from './expected-ids';
import { judge, type Rule } from './judge';
import type { SignUp } from './sign-up';

const AT = Date.parse('2026-01-31T12:00:00.000Z');
const TIME = '2026-01-31 12:00:00+00';
const POOL = 'us-east-1_Example01';

const ada: SignUp = {
  id: '11111111-1111-4111-8111-111111111111',
  pool: POOL,
  email: 'Ada@Example.com',
  name: 'Ada',
  verified: true,
  kept: { name: 'Ada', phone: null },
  valid: true,
  causes: [{ eventId: 'e0', correlationId: 'c0', from: AT, until: AT }],
};
const eve: SignUp = { ...ada, id: '22222222-2222-4222-8222-222222222222', email: 'eve@example.com' };

function rowOf({ id, email, name }: SignUp): Row {
  const times = { created_at: TIME, updated_at: TIME };
  const texts = { email: email.toLowerCase(), name, phone: null };
  return { id: expectedUserId(POOL, id), cognito_id: id, ...texts, email_verified: true, ...times };
}

interface Told {
  readonly metadata?: object;
  readonly data?: object;
  readonly operation?: string;
}

function eventOf({ id, email }: SignUp, { metadata = {}, data = {}, operation = 'created' }: Told = {}) {
  const detail = {
    metadata: {
      event_id: expectedPersistedId('e0', AT),
      schema_version: '1',
      occurred_at: '2026-01-31T12:00:01.000Z',
      correlation_id: 'c0',
      causation_id: 'e0',
      origin: 'sign-up',
      ...metadata,
    },
    data: {
      user_id: expectedUserId(POOL, id),
      cognito_id: id,
      email: email.toLowerCase(),
      operation,
      ...data,
    },
  };
  const event: PersistedEvent = {
    eventId: detail.metadata.event_id,
    causationId: detail.metadata.causation_id,
    occurredAt: detail.metadata.occurred_at,
    operation: detail.data.operation,
    cognitoId: detail.data.cognito_id,
    userId: detail.data.user_id,
    envelope: { source: 'user-registration', 'detail-type': 'user.persisted', detail },
  };
  return event;
}

function recordOf({ id, email, name }: SignUp, more: Partial<FailureRecord> = {}): FailureRecord {
  const user = { cognito_id: id, email: email.toLowerCase(), email_verified: true, name, phone: null };
  return {
    ...{ failure_id: 'f1', status: 'resolved', disposition: 'parked', error: 'States.Timeout', cause: '' },
    ...{ failed_step: 'UpsertUser', resume_at: 'UpsertUser', state: JSON.stringify({ user }) },
    ...more,
  };
}

/** Rules that are broken where this was seen instead of two people who are registered as they should be. */
function rulesBroken(more: Partial<Observation> = {}, people = [ada, eve]): Rule[] {
  const seen: Observation = {
    users: [],
    formerRows: [],
    rows: [rowOf(ada), rowOf(eve)],
    events: [eventOf(ada), eventOf(eve)],
    records: [recordOf(ada)],
    executions: [],
    waiting: [],
    notPublished: [],
    texts: [],
    ...more,
  };
  return [...new Set(judge(people, seen).map(({ rule }) => rule))];
}

const rows = (...changes: object[]) => ({
  rows: [...changes.map((change) => ({ ...rowOf(ada), ...change })), rowOf(eve)],
});
const events = (...told: Told[]) => ({ events: [...told.map((one) => eventOf(ada, one)), eventOf(eve)] });
const records = (...changes: Partial<FailureRecord>[]) => ({
  records: changes.map((change) => recordOf(ada, change)),
});
const HOLDS = 'a row holds what was signed up';
const TELLS = 'an event holds what was signed up';
const ONE = 'one event for each cause';

describe('the judge', () => {
  it('finds nothing wrong with two people who are registered', () => {
    expect(rulesBroken()).toEqual([]);
    expect(rulesBroken(events({}, {}))).toEqual([]);
  });

  it.each<[string, Rule, Partial<Observation>]>([
    ['no row', 'one row for each user', rows()],
    ['two rows', 'one row for each user', rows({}, { id: 'other' })],
    ['a row of nobody', 'one row for each user', rows({}, { cognito_id: 'nobody' })],
    ['another id', HOLDS, rows({ id: 'other' })],
    ['no name', HOLDS, rows({ name: null })],
    ['a masked name', HOLDS, rows({ name: 'A***' })],
    ['the name in the wrong column', HOLDS, rows({ name: null, phone: 'Ada' })],
    ['the name of another', HOLDS, rows({ name: 'Eve' })],
    ['the address as it was typed', HOLDS, rows({ email: 'Ada@Example.com' })],
    ['an address that is not verified', HOLDS, rows({ email_verified: false })],
    ['the time of its writing', HOLDS, rows({ created_at: '2026-01-31 12:00:02+00' })],
    ['a time that nothing was sent at', HOLDS, rows({ updated_at: '2026-01-31 11:59:59+00' })],
    ['no announcement', 'a row is announced', events()],
    ['an event of nobody', TELLS, { events: [eventOf(ada), eventOf({ ...eve, id: 'nobody' })] }],
    ['the address of another in the event', TELLS, events({ data: { email: 'eve@example.com' } })],
    ['the row of another in the event', TELLS, events({ data: { user_id: 'other' } })],
    ['an operation that did not happen', TELLS, events({ operation: 'updated' })],
    ['another cause', TELLS, events({ metadata: { causation_id: 'e9' } })],
    ['another correlation', TELLS, events({ metadata: { correlation_id: 'e0' } })],
    ['another origin', TELLS, events({ metadata: { origin: 'reconcile' } })],
    ['no time', TELLS, events({ metadata: { occurred_at: '' } })],
    ['an id of its own for each copy', ONE, events({}, { metadata: { event_id: 'new' } })],
    ['copies that differ', ONE, events({}, { operation: 'unchanged' })],
    ['a rejection', 'nobody valid is rejected', records({ disposition: 'rejected', status: 'open' })],
    ['a rejection that was resolved', 'nobody valid is rejected', records({ disposition: 'rejected' })],
    ['a record that is not closed', 'nothing stays open', records({ status: 'retrying', disposition: null })],
    ['a record that stays open', 'nothing stays open', records({ status: 'open' })],
    [
      'a record that would write something else',
      'a record holds what was signed up',
      records({ state: JSON.stringify({ user: { cognito_id: ada.id, email: 'a***@***' } }) }),
    ],
    [
      'a record of nobody',
      'a record holds what was signed up',
      records({ state: JSON.stringify({ user: { cognito_id: 'nobody' } }) }),
    ],
  ])('sees %s', (_what, rule, more) => {
    expect(rulesBroken(more)).toContain(rule);
  });

  it('excuses a record that could not be closed', () => {
    const taskErrors = ['DynamoDB.InternalServerErrorException'];
    const execution = { arn: 'x', input: ada.id, status: 'SUCCEEDED', outcome: 'registered', taskErrors };
    const left = records({ status: 'retrying', disposition: null });

    expect(rulesBroken({ ...left, executions: [execution] })).toEqual([]);
  });

  it('sees a row that was there before and is not as it was', () => {
    const former = { ...rowOf(ada), id: 'older', cognito_id: 'somebody' };

    expect(rulesBroken({ formerRows: [former], ...rows({}, { ...former, name: 'x' }) })).toEqual([
      'other rows are left alone',
    ]);
  });

  it('wants an older row linked, with what its owner did not say', () => {
    const older = { id: 'older', name: 'Countess' };
    const owner = { ...ada, kept: { name: null, phone: null }, older };
    const linked = { ...rowOf(ada), id: 'older', name: 'Countess', created_at: '2019-05-04 00:00:00+00' };
    const told = eventOf(ada, { operation: 'linked', data: { user_id: 'older' } });
    const seen = { rows: [linked, rowOf(eve)], events: [told, eventOf(eve)], records: [] };

    expect(rulesBroken(seen, [owner, eve])).toEqual([]);
    expect(rulesBroken({ ...seen, rows: [rowOf(ada), rowOf(eve)] }, [owner, eve])).toContain(HOLDS);
  });

  describe('of two with one address', () => {
    const rival = { ...eve, email: 'ADA@example.com' };
    const refused = recordOf(rival, { status: 'open', disposition: 'rejected', error: 'EmailInUse' });
    const one = { rows: [rowOf(ada)], events: [eventOf(ada)] };

    it('wants one registered and the other on record', () => {
      expect(rulesBroken({ ...one, records: [refused] }, [ada, rival])).toEqual([]);
    });

    it.each<[string, Rule, Partial<Observation>]>([
      ['neither registered', 'one row for each user', { rows: [], events: [], records: [refused] }],
      ['the other nowhere', 'who cannot be registered is rejected', { ...one, records: [] }],
      [
        'the other parked',
        'nothing stays open',
        { ...one, records: [{ ...refused, disposition: 'parked' }] },
      ],
      [
        'the other rejected for something else',
        'who cannot be registered is rejected',
        { ...one, records: [{ ...refused, error: 'InvalidRegistrationError' }] },
      ],
      ['the other announced', TELLS, { ...one, events: [eventOf(ada), eventOf(rival)], records: [refused] }],
    ])('sees %s', (_what, rule, seen) => {
      expect(rulesBroken(seen, [ada, rival])).toContain(rule);
    });
  });

  it('wants whoever cannot be registered rejected, and nowhere else', () => {
    const bad = { ...eve, valid: false };
    const rejected = recordOf(bad, {
      status: 'open',
      disposition: 'rejected',
      error: 'InvalidRegistrationError',
    });
    const alone = { rows: [rowOf(ada)], events: [eventOf(ada)] };

    expect(rulesBroken({ ...alone, records: [rejected] }, [ada, bad])).toEqual([]);
    expect(rulesBroken({ records: [rejected] }, [ada, bad])).toContain('one row for each user');
    expect(
      rulesBroken({ ...alone, records: [{ ...rejected, error: 'States.Timeout' }] }, [ada, bad]),
    ).toEqual(['who cannot be registered is rejected']);
  });
});
