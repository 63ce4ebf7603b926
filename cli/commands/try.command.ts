import type { Adder } from '../program';

/** `try`: one step alone. */
export const addTry: Adder = (program, does) => {
  program
    .command('try')
    .description(
      'run only the step that failed through TestState and show input, request, response and error',
    )
    .argument('<failure-id>')
    .option('--step <state>', 'another step')
    .option(
      '--set <path=value>',
      'change the state first; may be repeated',
      (value: string, all: string[] = []) => [...all, value],
    )
    .option('--error <name>', 'let the mocked service answer with this error, to see who handles it')
    .option('--for-real', 'call the real service instead of a mock')
    .action(does(async () => (await import('./try')).tryStep));
};
