import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userRegistered } from '../tasks/shared/user-registered';

describe('an event by hand', () => {
  it.each([
    ['README.md', 'sign-up'],
    ['docs/runbook.md', 'reconcile'],
  ])('is valid as %s shows it', (page, origin) => {
    const text = readFileSync(join(__dirname, '..', page), 'utf8');
    const detail = /^ *detail='([^']+)'$/m.exec(text)?.[1] ?? '';
    const { data, error } = userRegistered.safeParse(JSON.parse(detail));
    expect(error).toBeUndefined();
    expect(data?.metadata.origin).toBe(origin);
  });
});
