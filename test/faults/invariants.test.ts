import { broken, invariants } from './invariants';
import type { FailureRecord, Observation, PersistedEvent, Row } from './observation';

const ada: Row = { id: 'u1', cognito_id: 'c1', email: 'ada@example.com', name: 'Ada' };
const event: PersistedEvent = {
  eventId: 'e1',
  causationId: 'e0',
  operation: 'created',
  occurredAt: '2026-01-31T12:00:00.000Z',
  cognitoId: 'c1',
  userId: 'u1',
};
const record: FailureRecord = {
  failure_id: 'f1',
  status: 'open',
  disposition: 'parked',
  error: 'States.Timeout',
  cause: '',
  state: '{"user":{"cognito_id":"c1"}}',
  failed_step: 'UpsertUser',
  resume_at: 'UpsertUser',
  roll_back: { rolled_back: false, reason: 'not_found' },
};
const execution = { arn: 'x1', input: 'c1', status: 'SUCCEEDED', taskErrors: [] };

/** One user who is registered, and what differs from that. */
function observation(more: Partial<Observation> = {}): Observation {
  return {
    users: [{ cognitoId: 'c1', valid: true }],
    formerRows: [],
    rows: [ada],
    events: [event],
    records: [],
    executions: [execution],
    waiting: [],
    notPublished: [],
    texts: [],
    ...more,
  };
}

/** Names of the invariants that are broken. */
function namesOf(more: Partial<Observation>): string[] {
  return [...new Set(broken(observation(more)).map((problem) => problem.split(':')[0] ?? ''))];
}

const nowhere = { rows: [], events: [] };

/** What breaks each invariant, and it alone. */
const breaks: Readonly<Record<keyof typeof invariants, readonly Partial<Observation>[]>> = {
  'nothing is lost': [
    nowhere,
    { ...nowhere, records: [{ ...record, status: 'retrying' }] },
    { ...nowhere, records: [{ ...record, status: 'discarded' }] },
    { ...nowhere, waiting: [{ queue: 'main', body: 'somebody else' }] },
  ],
  'nobody has two rows': [
    { rows: [ada, { ...ada, id: 'u2', email: 'x@example.com' }], records: [record] },
    {
      rows: [ada, { ...ada, id: 'u2', cognito_id: 'c2', email: 'ADA@example.com' }],
      waiting: [{ queue: 'main', body: 'c2' }],
    },
  ],
  'an event implies its row': [{ rows: [], records: [record] }, { rows: [{ ...ada, id: 'u9' }] }],
  'a row implies its event, a message or an open record': [
    { users: [], events: [] },
    { users: [], events: [], records: [{ ...record, status: 'resolved' }] },
  ],
  'every copy of an event says the same': [
    { events: [event, { ...event, operation: 'unchanged' }] },
    { events: [event, { ...event, occurredAt: '2026-01-31T12:00:01.000Z' }] },
  ],
  'what was rolled back is as it was': [
    { records: [{ ...record, roll_back: { rolled_back: true, reason: 'deleted' } }] },
    {
      formerRows: [{ ...ada, name: 'Augusta' }],
      records: [{ ...record, roll_back: { rolled_back: true, reason: 'restored' } }],
    },
    { records: [{ ...record, roll_back: undefined }] },
  ],
  'a rejection never fails an execution': [
    { executions: [{ ...execution, status: 'FAILED', error: 'InvalidRegistrationError' }] },
    { executions: [{ ...execution, status: 'FAILED', error: 'EmailInUse' }] },
    {
      executions: [
        { ...execution, status: 'FAILED', error: 'RdsData.DatabaseErrorException', cause: 'SQLState: 22001' },
      ],
    },
  ],
  'bad data never slows the pipe': [
    {
      users: [{ cognitoId: 'c1', valid: false }],
      executions: [
        { ...execution, status: 'FAILED', error: 'SomeError', taskErrors: ['InvalidRegistrationError'] },
      ],
    },
  ],
  'no execution dies': [
    { executions: [{ ...execution, status: 'FAILED', error: 'States.Runtime' }] },
    { executions: [{ ...execution, status: 'FAILED', error: 'States.QueryEvaluationError' }] },
    { executions: [{ ...execution, status: 'TIMED_OUT' }] },
  ],
  'no personal data leaves its place': [
    { texts: [{ where: 'alert', text: 'user-1@canary.example' }] },
    { texts: [{ where: 'log', text: 'call +15550120000001' }] },
    { records: [{ ...record, cause: 'of Canary Person' }] },
  ],
};

describe('the invariants', () => {
  it.each(Object.keys(invariants))('can fail: %s', (name) => {
    const cases = breaks[name] ?? [];

    expect(cases.length).toBeGreaterThan(0);
    for (const more of cases) expect(namesOf(more)).toEqual([name]);
  });

  it.each<[string, Partial<Observation>]>([
    ['is registered', {}],
    ['is an open record', { ...nowhere, records: [record] }],
    ['is being replayed', { ...nowhere, records: [{ ...record, status: 'replaying' }] }],
    ['is a message in the queue', { ...nowhere, waiting: [{ queue: 'main', body: 'c1' }] }],
    ['is a message in a dead-letter queue', { ...nowhere, waiting: [{ queue: 'dead-letter', body: 'c1' }] }],
    ['was logged by the trigger', { ...nowhere, notPublished: ['c1'] }],
    ['has a row whose event is still to come', { events: [], records: [record] }],
    ['had a row before', { users: [], events: [], formerRows: [ada] }],
    [
      'was rolled back',
      { ...nowhere, records: [{ ...record, roll_back: { rolled_back: true, reason: 'deleted' } }] },
    ],
    [
      'was rolled back to the former row',
      {
        users: [],
        events: [],
        formerRows: [ada],
        records: [{ ...record, roll_back: { rolled_back: true, reason: 'restored' } }],
      },
    ],
    ['has the same event twice', { events: [event, { ...event }] }],
    [
      'fails and is delivered again',
      { executions: [{ ...execution, status: 'FAILED', error: 'States.Timeout' }, execution] },
    ],
  ])('hold for a user who %s', (_what, more) => {
    expect(broken(observation(more))).toEqual([]);
  });
});
