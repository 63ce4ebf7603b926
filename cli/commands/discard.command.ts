import type { Adder } from '../program';

/** `discard`: closes a record without a replay. */
export const addDiscard: Adder = (program, does) => {
  program
    .command('discard')
    .description('close a failure for good without replaying it: its user stays unregistered')
    .argument('<failure-id>')
    .requiredOption('--reason <text>', 'why; kept in the record')
    .action(does(async () => (await import('./discard')).discard));
};
