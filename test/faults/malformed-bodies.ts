import { envelope, type Registrant } from './test-user';

/** The most that the registration queue takes, in bytes. */
const LARGEST = 64 * 1024;

/** Bodies that anybody who reaches the queue could send. Each names its user, so that its record can be found. */
export const malformedBodies: Readonly<Record<string, (user: Registrant, now: number) => string>> = {
  'no JSON': ({ id }) => `{"id": "${id}", not JSON`,
  'a text': ({ id }) => JSON.stringify(id),
  'an array': (user, now) => `[${envelope(user, now)}]`,
  null: ({ id }) => ` null${' '.repeat(3)}`.concat(id),
  '64 KiB of JSON': (user, now) => padded(envelope(user, now, { email: 'x' })),
  '64 KiB of names': ({ id }) => `{"id":"${id}",`.concat('"name":"ab",'.repeat(6000)).slice(0, LARGEST),
  '64 KiB of quotation marks': ({ id }) => id.padEnd(LARGEST, '"'),
  '64 KiB of backslashes': ({ id }) => id.padEnd(LARGEST, '\\'),
  '64 KiB of line breaks': ({ id }) => id.padEnd(LARGEST, '\n'),
  'wrong types': (user, now) =>
    envelope(user, now, { email: 7, name: [], phone: {}, email_verified: 'true' }),
  'an array for a user': ({ id }) => JSON.stringify({ id, detail: { metadata: [], data: [id] } }),
  'SQL for an e-mail': (user, now) => envelope(user, now, { email: "'); DROP TABLE users; --" }),
  'half a surrogate pair for an e-mail': (user, now) => envelope(user, now, { email: 'canary\ud800@x' }),
  'duplicate keys': (user, now) =>
    envelope(user, now).replace('"email_verified":true', '"email_verified":true,"email":null'),
  'a thousand levels': ({ id }) => `{"id":"${id}","detail":${'['.repeat(1000)}${']'.repeat(1000)}}`,
  'a prototype': (user, now) =>
    envelope(user, now).replace('"data":{', '"__proto__":{"cognito_id":"x"},"data_":{'),
  'a placeholder for a user': (user, now) => envelope(user, now, { cognito_id: `unlinked:${user.id}` }),
  'the user of another pool': (user, now) => envelope(user, now, { user_pool_id: 'us-east-1_Another01' }),
  'an unknown version': (user, now) =>
    envelope(user, now).replace('"schema_version":"1"', '"schema_version":"2"'),
};

function padded(body: string): string {
  return body.replace(
    '"resources":[]',
    `"resources":["${'r'.repeat(LARGEST - Buffer.byteLength(body) - 2)}"]`,
  );
}
