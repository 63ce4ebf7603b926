import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

describe('npm run demo', () => {
  it.each([
    [['--failures', '--json'], '--failures tells a story for people: leave --json out.'],
    [['--fast'], "Unknown option '--fast'. npm run demo -- --help lists the options."],
  ])('refuses %j in one line, and prints nothing else', (options, message) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'test/demo/main.ts', ...options],
      { cwd: root, encoding: 'utf8' },
    );

    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });
});
