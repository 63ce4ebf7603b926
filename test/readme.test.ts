import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userRegistered } from '../tasks/shared/user-registered';

/** What a shell calls in place of the AWS CLI: it names a pool, and shows the entries that it was given. */
const AWS = `aws() {
  case "$1" in
    cloudformation) echo us-east-1_Example01 ;;
    events) printf '%s' "$4" ;;
  esac
}
`;

describe('an event by hand', () => {
  it('is valid as README.md shows it, apostrophe and all', () => {
    const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
    const script = /```sh\n(pool=[\s\S]+?)```/.exec(text)?.[1] ?? '';

    const entries = JSON.parse(execFileSync('sh', ['-c', AWS + script]).toString()) as { Detail: string }[];

    const { data, error } = userRegistered.safeParse(JSON.parse(entries[0]?.Detail ?? ''));
    expect(error).toBeUndefined();
    expect(data?.data).toMatchObject({ user_pool_id: 'us-east-1_Example01', name: "Grace O'Neal" });
  });
});
