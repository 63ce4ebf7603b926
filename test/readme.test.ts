import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userRegistered } from '../tasks/shared/user-registered';

describe('an event by hand', () => {
  it('is valid as the README shows it', () => {
    const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
    const detail = /^ *detail='([^']+)'$/m.exec(text)?.[1] ?? '';
    const { data, error } = userRegistered.safeParse(JSON.parse(detail));
    expect(error).toBeUndefined();
    expect(data?.metadata.origin).toBe('sign-up');
  });
});
