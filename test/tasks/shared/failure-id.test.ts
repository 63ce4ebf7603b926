import { createHash } from 'node:crypto';
import { failureIdOf } from '../../../tasks/shared/failure-id';

const ID = '6f1c2a34-0000-4000-8000-00000000000A';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const body = (id: string, detail: string) =>
  `{"version":"0","id":"${id}","detail-type":"x","detail":${detail}}`;

describe('failureIdOf', () => {
  it("is the envelope's id and a digest of the event's detail", () => {
    expect(failureIdOf(body(ID, '{"a":1}'))).toBe(`${ID}.${sha256('{"a":1}}').slice(0, 16)}`);
  });

  it('tells two registrations apart that bear one id', () => {
    expect(failureIdOf(body(ID, '{"a":1}'))).not.toBe(failureIdOf(body(ID, '{"a":2}')));
  });

  it("is the same for an archive's replay, whose envelope says more", () => {
    const again = body(ID, '{"a":1}').replace('"detail-type"', '"replay-name":"again","detail-type"');

    expect(failureIdOf(again)).toBe(failureIdOf(body(ID, '{"a":1}')));
  });

  it('digests the whole text where there is no detail', () => {
    const text = `{"id":"${ID}"}`;

    expect(failureIdOf(text)).toBe(`${ID}.${sha256(text).slice(0, 16)}`);
  });

  it.each([
    ['is no JSON', 'no JSON'],
    ['is empty', ''],
    ['has no id', '{"detail":{}}'],
    ['has dashes for an id', body('-'.repeat(36), '{}')],
    ['has an id that a shell would read', body('$(reboot)', '{}')],
  ])('is the SHA-256 of a text that %s', (_what, text) => {
    expect(failureIdOf(text)).toBe(sha256(text));
  });
});
