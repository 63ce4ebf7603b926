import { execFileSync } from 'node:child_process';
import { atSamePlace, commandLine, fullCommand } from '../../../cli/terminal/printed-command';

const LOCAL = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };

describe('atSamePlace', () => {
  it.each([
    [{ stack: 'UserRegistration' }, {}, 'npx registrar failures'],
    [{ stack: 'Staging' }, { REGISTRAR_STACK: 'Staging' }, 'npx registrar failures'],
    [{ stack: 'Staging' }, {}, 'npx registrar --stack Staging failures'],
    [
      { stack: 'UserRegistration' },
      { REGISTRAR_STACK: 'Staging' },
      'npx registrar --stack UserRegistration failures',
    ],
    [
      { region: 'eu-west-1', profile: 'on $call' },
      {},
      "npx registrar --region eu-west-1 --profile 'on $call' failures",
    ],
    [{ stack: 'UserRegistration' }, LOCAL, 'npx registrar --endpoint http://127.0.0.1:4566 failures'],
  ])('repeats what %j says beside the environment %j', (options, env, expected) => {
    expect(atSamePlace('npx registrar failures', options, env)).toBe(expected);
  });

  it('changes every command of a text and nothing else', () => {
    const text = 'Look: npx registrar show 1, or npx registrar failures (given: registrar)';

    expect(atSamePlace(text, { region: 'x' }, {})).toBe(
      'Look: npx registrar --region x show 1, or npx registrar --region x failures (given: registrar)',
    );
  });
});

describe('commandLine', () => {
  it.each([
    ['0b9d2f3e-0000.0123', 'show 0b9d2f3e-0000.0123 --full'],
    ['--reveal', 'show --full -- --reveal'],
    ['-'.repeat(36), `show --full -- ${'-'.repeat(36)}`],
    ["a'; reboot #", "show 'a'\\''; reboot #' --full"],
  ])('names %j as one argument and no option', (argument, expected) => {
    expect(commandLine('show', argument, '--full')).toBe(expected);
    expect(fullCommand('show', argument, '--full')).toBe(`npx registrar ${expected}`);
  });

  it.each([
    '$(id)',
    '`id`',
    'a b',
    '*',
    '~',
    '!!',
    '\\',
    '"',
    "'",
    ';',
    '&',
    '|',
    '>/dev/null',
    '#',
    'ä',
    '-x',
    '--',
  ])('is read by a shell as the word that it was: %s', (argument) => {
    const shell = execFileSync('sh', ['-c', `printf '%s\\n' ${commandLine('show', argument)}`]);

    expect(shell.toString().split('\n').slice(0, -1)).toEqual(
      argument.startsWith('-') ? ['show', '--', argument] : ['show', argument],
    );
  });
});
