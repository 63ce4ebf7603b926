import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userRegistered } from '../tasks/shared/user-registered';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

describe('the README', () => {
  it('shows an event by hand that is valid', () => {
    const detail = /^detail='([^']+)'$/m.exec(readme)?.[1] ?? '';
    expect(userRegistered.safeParse(JSON.parse(detail)).error).toBeUndefined();
  });
});
