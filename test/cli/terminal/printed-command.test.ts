import { atSamePlace } from '../../../cli/terminal/printed-command';

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
