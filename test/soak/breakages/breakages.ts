import type { Breakage } from './breakage';
import { insteadOf, whenWriting } from './in-database';
import { inWorkflow, set, type State } from './in-workflow';

const ROW = 'a row holds what was signed up';
const EVENT = 'an event holds what was signed up';
const ONE = 'one row for each user';
const COPIES = 'one event for each cause';

const written = (what: string, statements: string) =>
  whenWriting(what, ROW, 'BEFORE INSERT OR UPDATE', statements);

const ENTRY = ['PublishUserPersisted', 'Arguments', 'Entries', 0, 'Detail'] as const;
const announced = (what: string, rule: Breakage['rule'], member: readonly string[], value: string) =>
  inWorkflow(what, rule, (states) => set(states, [...ENTRY, ...member], value));

/** Broken copies of the product: a soak that calls any of them ok proves nothing. */
export const breakages: readonly Breakage[] = [
  written('name and phone are never stored', 'NEW.name := NULL; NEW.phone := NULL;'),
  written('the name is stored as the phone', 'NEW.phone := left(NEW.name, 20);'),
  written('a masked name is stored', "NEW.name := 'C***';"),
  written('another address is stored', "NEW.email := 'x' || NEW.email;"),
  written('every address is stored as verified', 'NEW.email_verified := true;'),
  written('a row is as old as its writing', "NEW.created_at := NEW.created_at + interval '1 second';"),
  written('an update is as old as its writing', "NEW.updated_at := NEW.updated_at + interval '1 second';"),
  written('ids are made up', 'NEW.id := gen_random_uuid();'),
  written(
    'people get the names of others',
    'NEW.name := coalesce((SELECT u.name FROM users AS u WHERE u.name IS NOT NULL ORDER BY u.created_at DESC LIMIT 1), NEW.name);',
  ),
  whenWriting(
    'every row is written twice',
    ONE,
    'AFTER INSERT',
    "INSERT INTO users (id, cognito_id, email) VALUES (left('2' || NEW.id, 36), '2' || NEW.cognito_id, '2' || NEW.email);",
  ),
  whenWriting('updates are lost', ONE, 'BEFORE UPDATE', 'RETURN OLD;'),
  whenWriting(
    'another row is touched',
    'other rows are left alone',
    'AFTER INSERT',
    `UPDATE users SET name = NEW.id
      WHERE id = (SELECT u.id FROM users AS u WHERE u.created_at > '2020-01-01' ORDER BY u.created_at LIMIT 1);`,
  ),
  insteadOf(
    'register_user',
    'a redelivery is answered anew',
    COPIES,
    `DELETE FROM user_registrations WHERE envelope_id = argument ->> 'envelope_id'; RETURN whole(argument);`,
  ),
  insteadOf(
    'register_user',
    'nobody is taken for verified, so nobody is linked',
    'nobody valid is rejected',
    `RETURN whole(argument || '{"email_verified": false}');`,
  ),
  insteadOf(
    'roll_back_registration',
    'a roll-back is said and not done',
    'an invariant holds',
    `RETURN '{"rolled_back": true, "reason": "deleted"}';`,
  ),
  announced('the address of nobody is announced', EVENT, ['data', 'email'], 'x@example.com'),
  announced(
    'addresses are announced as typed',
    EVENT,
    ['data', 'email'],
    '{% $uppercase($state.user.email) %}',
  ),
  announced('every delivery has an event id of its own', COPIES, ['metadata', 'event_id'], '{% $uuid() %}'),
  announced('an operation is announced that did not happen', EVENT, ['data', 'operation'], 'updated'),
  announced('a row is announced that is none', EVENT, ['data', 'user_id'], '{% $state.user.cognito_id %}'),
  announced(
    'the correlation is lost',
    EVENT,
    ['metadata', 'correlation_id'],
    '{% $state.event.metadata.event_id %}',
  ),
  inWorkflow('rows are not announced', 'a row is announced', ({ WhichOperation }) =>
    skipAnnouncement(WhichOperation),
  ),
  inWorkflow('an event is sent before its row is written', 'an invariant holds', (states) => {
    states['AnnounceFirst'] = early(states['PublishUserPersisted'] as State);
    set(states, ['IsDuplicate', 'Default'], 'AnnounceFirst');
    skipAnnouncement(states['WhichOperation']);
  }),
  inWorkflow('an outage is treated as bad data', 'nobody valid is rejected', (states) =>
    set(states, ['DescribeFailure', 'Output', 'failure', 'lane'], 'data'),
  ),
  inWorkflow('bad data is treated as an outage', 'who cannot be registered is rejected', (states) =>
    set(states, ['DescribeFailure', 'Output', 'failure', 'lane'], 'transient'),
  ),
  inWorkflow('a delivery that failed is taken for the last', 'one row for each user', (states) => {
    states['RetryThroughQueue'] = { Type: 'Succeed', Output: { outcome: 'registered' } };
  }),
  inWorkflow('the record holds a masked name', 'a record holds what was signed up', (states) =>
    set(
      states,
      ['UpsertUser', 'Catch', 0, 'Output', 'state'],
      "{% $merge([$state, {'persisted': $persisted, 'user': $merge([$state.user, {'name': '***'}])}]) %}",
    ),
  ),
  inWorkflow('a replay does nothing', ONE, ({ ChooseEntryStep }) => {
    for (const choice of ChooseEntryStep?.['Choices'] as State[])
      if (choice['Next'] !== 'ValidateUser') choice['Next'] = 'DuplicateIgnored';
  }),
  inWorkflow('records are never closed', 'nothing stays open', ({ MayHaveRecord }) => {
    for (const choice of MayHaveRecord?.['Choices'] as State[])
      if (choice['Next'] === 'ResolveFailure') choice['Condition'] = '{% false %}';
  }),
  inWorkflow('an announced row is rolled back', 'an invariant holds', ({ ChooseRecovery }) => {
    for (const choice of ChooseRecovery?.['Choices'] as State[])
      if (choice['Next'] === 'RollBackUser') choice['Condition'] = '{% true %}';
  }),
  inWorkflow('a claim means nothing', COPIES, (states) => {
    for (const choice of states['IsDuplicate']?.['Choices'] as State[]) choice['Condition'] = '{% false %}';
  }),
];

function skipAnnouncement(whichOperation: State | undefined): void {
  for (const choice of whichOperation?.['Choices'] as State[])
    if (choice['Next'] === 'PublishUserPersisted') choice['Next'] = 'MayHaveRecord';
}

/** The announcement with what is known before anything is written. */
function early(publish: State): State {
  const text = JSON.stringify({ ...publish, Next: 'UpsertUser' })
    .replace('$persisted.occurred_at', '$state.event.metadata.occurred_at')
    .replace('$persisted.user_id', '$state.user.user_id')
    .replace('$persisted.cognito_id', '$state.user.cognito_id')
    .replace('$persisted.email', '$state.user.email')
    .replace('{% $persisted.operation %}', 'created');
  return JSON.parse(text) as State;
}
