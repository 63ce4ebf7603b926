import type { Adder } from '../program';

/** `executions`: what the workflow did lately. */
export const addExecutions: Adder = (program, does) => {
  program
    .command('executions')
    .description('list the latest executions of the workflow, from its log')
    .option('--since <time>', '15m, 24h, 7d or an ISO time', '1h')
    .option('--limit <n>', 'print at most so many, the newest', '50')
    .action(does(async () => (await import('./executions')).executions));
};
