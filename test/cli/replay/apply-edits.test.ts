import { applyEdits } from '../../../cli/replay/apply-edits';
import { parseSet, parseUnset } from '../../../cli/replay/parse-edit';
import { aRegistration } from '../registrations';

const message = (body: string) => ({ delivery: { message_id: 'm', attempt: 1 }, body });

describe('applyEdits', () => {
  it('changes inside the JSON text of a body and nothing else there', () => {
    const { body } = aRegistration();

    const { state, edits } = applyEdits(message(body), 'ValidateUser', [
      parseSet('body.detail.data.name="7"'),
      parseSet('body.detail.data.email_verified=false'),
    ]);

    const before = JSON.parse(body) as { detail: { data: object } };
    expect(JSON.parse(String(state.body))).toEqual({
      ...before,
      detail: { ...before.detail, data: { ...before.detail.data, name: '7', email_verified: false } },
    });
    expect(edits).toEqual([
      { path: 'body.detail.data.name', before: 'Ada Lovelace', after: '7' },
      { path: 'body.detail.data.email_verified', before: true, after: false },
    ]);
  });

  it('leaves the recorded state as it is', () => {
    const state = message('{}');

    applyEdits(state, 'ValidateUser', [parseSet('body=other')]);

    expect(state).toEqual(message('{}'));
  });

  it('adds what is missing where the schema knows it, with all that is around it', () => {
    const { state } = applyEdits(message('{"id":"x"}'), 'ValidateUser', [
      parseSet('body.detail.data.phone=+441632960001'),
    ]);

    expect(JSON.parse(String(state.body))).toEqual({ id: 'x', detail: { data: { phone: '+441632960001' } } });
  });

  it('removes a member', () => {
    const { state, edits } = applyEdits(message('{"id":"x","time":"t"}'), 'ValidateUser', [
      parseUnset('body.time'),
    ]);

    expect(state.body).toBe('{"id":"x"}');
    expect(edits).toEqual([{ path: 'body.time', before: 't', after: undefined }]);
  });

  it.each([
    ['body.detail.data.emial=x', '{}', 'there is no member emial in detail.data'],
    ['body.id.part=x', '{"id":"x"}', 'id is a value and has no members'],
    ['body.id=x', 'no JSON', 'the body is no JSON object'],
    ['body.__proto__.polluted=x', '{}', 'there is no member __proto__'],
    ['nothing=x', '{}', 'There is body, delivery.'],
  ])('refuses %s in a body %s', (edit, body, message_) => {
    expect(() => applyEdits(message(body), 'ValidateUser', [parseSet(edit)])).toThrow(message_);
  });
});
