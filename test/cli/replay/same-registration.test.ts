import { applyEdits } from '../../../cli/replay/apply-edits';
import { parseSet, parseUnset } from '../../../cli/replay/parse-edit';
import { aRegistration } from '../registrations';

const { body, cognitoId } = aRegistration();
const { id, detail } = JSON.parse(body) as { id: string; detail: { data: Record<string, unknown> } };
const MESSAGE = { delivery: { attempt: 4 }, body };
const VALIDATED = {
  delivery: { attempt: 4, envelope_id: id },
  event: detail,
  user: { user_id: 'u', cognito_id: cognitoId, email: 'ada@example.com' },
  claim: { owner: id },
  asked: { exists: true },
  persisted: { event_id: 'p', operation: 'created' },
  outcome: 'registered',
};
const asText = (value: unknown) => JSON.stringify(JSON.stringify(value));

describe('a replay', () => {
  it.each([
    'body.id=0b9d2f3e-7a4c-4e1b-8f5d-2c3b4a5d6e7f',
    'body.detail.data.cognito_id=0b9d2f3e-7a4c-4e1b-8f5d-2c3b4a5d6e7f',
    'body.detail.data.user_pool_id=us-east-1_Other0001',
    'body.detail.data.username=victim',
    'body.detail.data={"email":"ada@example.com"}',
    'body.detail=null',
    `body=${asText({ id, detail: { data: { ...detail.data, cognito_id: 'victim' } } })}`,
    'body="gone"',
  ])("does not make a message another user's by --set %s", (edit) => {
    expect(() => applyEdits(MESSAGE, 'ValidateUser', [parseSet(edit)])).toThrow(
      'says whose registration this is, and a replay cannot make it another',
    );
  });

  it.each(['user.cognito_id=victim', 'user.user_id=victim', 'user={"email":"ada@example.com"}', 'user=null'])(
    'does not write another user by --set %s',
    (edit) => {
      expect(() => applyEdits(VALIDATED, 'UpsertUser', [parseSet(edit)])).toThrow(
        'says whose registration this is, and a replay cannot make it another',
      );
    },
  );

  it.each([
    ['delivery.envelope_id=x', 'delivery is how the workflow finds this record again'],
    ['event.data.email=eve@example.com', 'event is what was announced'],
    ['event.metadata.occurred_at=2999-01-01T00:00:00Z', 'event is what was announced'],
    ['claim.owner=x', 'claim is whose turn it is'],
    ['asked.exists=true', 'asked is what Cognito said'],
    ['persisted.email=eve@example.com', 'persisted is what the database answered'],
    ['persisted={}', 'persisted is what the database answered'],
    ['outcome=duplicate', 'outcome is how it ended'],
  ])('does not change what others have said by --set %s', (edit, message) => {
    expect(() => applyEdits(VALIDATED, 'PublishUserPersisted', [parseSet(edit)])).toThrow(message);
  });

  it('does not take away who the user is', () => {
    expect(() => applyEdits(VALIDATED, 'UpsertUser', [parseUnset('user.cognito_id')])).toThrow(
      'user.cognito_id',
    );
    expect(() => applyEdits(MESSAGE, 'ValidateUser', [parseUnset('body.id')])).toThrow('body.id');
  });

  it('mends what the user may be called, and says what a broken message does not', () => {
    const silent = JSON.stringify({ id, detail: { data: { ...detail.data, cognito_id: undefined } } });

    expect(() =>
      applyEdits(MESSAGE, 'ValidateUser', [parseSet('body.detail.data.email=ada@example.com')]),
    ).not.toThrow();
    expect(() => applyEdits(VALIDATED, 'UpsertUser', [parseSet('user.email=ada@example.org')])).not.toThrow();
    expect(() =>
      applyEdits({ ...MESSAGE, body: silent }, 'ValidateUser', [parseSet('body.detail.data.cognito_id=x')]),
    ).not.toThrow();
    expect(() =>
      applyEdits({ ...MESSAGE, body: 'no JSON' }, 'ValidateUser', [parseSet(`body=${asText({ id })}`)]),
    ).not.toThrow();
  });
});
