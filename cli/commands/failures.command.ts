import { Option } from 'commander';
import { statuses } from '../failures/failure-record';
import type { Adder } from '../program';

/** `failures`: which registrations failed and are not closed yet. */
export const addFailures: Adder = (program, does) => {
  program
    .command('failures')
    .description('list the registrations that failed')
    .addOption(
      new Option('--status <status>', 'only these; unfinished is retrying, open and replaying')
        .choices([...statuses, 'unfinished', 'all'])
        .default('unfinished'),
    )
    .option('--step <state>', 'only those that failed in this step, such as UpsertUser')
    .option('--since <time>', 'only those that failed last since then: 15m, 24h, 7d or an ISO time')
    .option('--limit <n>', 'print at most so many, the newest', '50')
    .action(does(async () => (await import('./failures')).failures));
};
