import { stepInputs, type StepName } from '../../../tasks/shared/state-document';
import { validateUser } from '../../../tasks/validate-user';
import { ENVELOPE_ID, NOW, POOL, registered, SUB, unplanned } from '../registrations';

const replay = {
  failure_id: ENVELOPE_ID,
  replay_id: 'replay-1',
  by: 'operator',
  at: '2026-01-31T13:00:00.000Z',
  reason: 'fixed',
};

const validateUserInput = () => ({
  delivery: { failure_id: ENVELOPE_ID, message_id: 'message-1', attempt: 2, replay },
  body: JSON.stringify(registered()),
});

const upsertUserInput = () =>
  validateUser({ claim: unplanned('claim'), userPoolId: POOL, now: () => NOW }, validateUserInput());

const publishUserPersistedInput = async () => {
  const state = await upsertUserInput();
  return {
    ...state,
    outcome: 'registered',
    persisted: {
      ...state.persisted,
      occurred_at: '2026-01-31T12:00:01.000Z',
      operation: 'created',
      user_id: state.user.user_id,
      cognito_id: state.user.cognito_id,
      email: state.user.email,
    },
  };
};

const problems = (step: StepName, state: unknown) =>
  (stepInputs[step].safeParse(state).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );

describe('stepInputs', () => {
  it('accepts what each step is given', async () => {
    expect(problems('ValidateUser', validateUserInput())).toEqual([]);
    expect(problems('UpsertUser', await upsertUserInput())).toEqual([]);
    expect(problems('PublishUserPersisted', await publishUserPersistedInput())).toEqual([]);
  });

  it('refuses the document of an earlier step', async () => {
    expect(problems('UpsertUser', validateUserInput())).toContain('user is missing');
    expect(problems('PublishUserPersisted', await upsertUserInput())).toEqual([
      'persisted.occurred_at is missing',
      'persisted.operation is missing',
      'persisted.user_id is missing',
      'persisted.cognito_id is missing',
      'persisted.email is missing',
    ]);
  });

  it('accepts all that Cognito answered, the holder of an e-mail and notes, at UpsertUser', async () => {
    const state = await upsertUserInput();
    const asked = {
      cognito_id: SUB,
      username: 'ada',
      exists: true,
      modified_at: '2026-01-31T12:00:00Z',
      email: 'Ada@Example.com',
      email_verified: true,
      native: true,
    };
    const holder = { cognito_id: 'other', user_id: '17' };

    expect(
      problems('UpsertUser', {
        ...state,
        asked: [asked, { cognito_id: SUB, exists: false }, { cognito_id: 'other', yields: true }],
        user: { ...state.user, notes: ['phone: left out'] },
        persisted: { ...state.persisted, operation: 'email_in_use', holder, ask: { cognito_id: 'other' } },
      }),
    ).toEqual([]);
    expect(problems('UpsertUser', { ...state, asked: [{ ...asked, exists: 'yes', sub: 'x' }] })).toEqual([
      'asked.0.exists must be true or false',
      'asked.0 has members that no step reads: sub',
    ]);
  });

  it('accepts a start without a message, which says who started it', () => {
    const delivery: Record<string, unknown> = { ...validateUserInput().delivery };
    delete delivery.message_id;
    delete delivery.replay;

    expect(
      problems('ValidateUser', {
        ...validateUserInput(),
        delivery: { ...delivery, started_by: 'registrar resync' },
      }),
    ).toEqual([]);
    expect(
      problems('ValidateUser', { ...validateUserInput(), delivery: { ...delivery, started_by: '' } }),
    ).toHaveLength(1);
  });

  it('finds a misspelt member of the user', async () => {
    const state = await upsertUserInput();

    expect(problems('UpsertUser', { ...state, user: { ...state.user, emial: 'ada@example.com' } })).toEqual([
      'user has members that no step reads: emial',
    ]);
  });

  it.each([
    ['user.email', 'Ada@Example.com', 'must be trimmed and in lower case'],
    ['user.phone', '555', 'must be a number in E.164 form, + and 2 to 15 digits'],
    ['user.email_verified', 'true', 'must be true or false'],
    ['delivery.attempt', '2', 'must be a whole number'],
    ['delivery.attempt', 0, 'must be 1 or more'],
    ['claim.owner', '', 'must have 1 to 128 characters and no NUL or lone surrogate'],
    ['event.metadata.schema_version', '2', 'must be "1"'],
  ])('refuses %s = %j with what is expected', async (path, value, expected) => {
    const state = await upsertUserInput();
    set(state, path.split('.'), value);

    expect(problems('UpsertUser', state)).toEqual([`${path} ${expected}`]);
  });
});

function set(target: Record<string, unknown>, [member = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) target[member] = value;
  else set(target[member] as Record<string, unknown>, rest, value);
}
