import type { Adder } from '../program';

/** `show`: everything about one registration. */
export const addShow: Adder = (program, does) => {
  program
    .command('show')
    .description(
      'show one failure, or one execution: every step, what went in and out, where it failed and why',
    )
    .argument('<failure-id | execution-arn>', 'a beginning of a failure id is enough when it is the only one')
    .option('--full', 'print inputs and outputs in full')
    .option('--since <time>', 'how far back to look for the execution in the log', '24h')
    .action(does(async () => (await import('./show')).show));
};
