import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_SOURCE, USER_PERSISTED, USER_REMOVED } from '../tasks/shared/event-names';
import { userPersistedEnvelope } from '../tasks/shared/user-persisted';

const text = readFileSync(join(__dirname, '../docs/consuming.md'), 'utf8');
const [event, pattern] = [...text.matchAll(/```json\n([^]*?)```/g)].map(
  ([, json]) => JSON.parse(json ?? '') as object,
);

describe('docs/consuming.md', () => {
  it('shows an event as it arrives, with every member and no other', () => {
    const { data, error } = userPersistedEnvelope.safeParse(event);

    expect(error).toBeUndefined();
    expect((event as { detail: object }).detail).toEqual(data?.detail);
  });

  it('shows a pattern that takes both facts', () => {
    expect(pattern).toEqual({ source: [EVENT_SOURCE], 'detail-type': [USER_PERSISTED, USER_REMOVED] });
  });

  it('explains every member', () => {
    const { metadata, data } = (event as { detail: Record<string, object> }).detail;
    const named = [...text.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);

    expect(
      [...Object.keys(metadata ?? {}), ...Object.keys(data ?? {})].filter((name) => !named.includes(name)),
    ).toEqual(['schema_version', 'email']);
  });
});
