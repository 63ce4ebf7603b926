import { Option } from 'commander';
import type { Adder } from '../program';
import { bulkDefaults } from '../replay/bulk-defaults';

/** `replay`: goes on from the step that failed. */
export const addReplay: Adder = (program, does) => {
  program
    .command('replay')
    .description('go on with a registration from the step that failed; earlier steps do not run again')
    .argument('[failure-id]', 'which one; or --all')
    .option('--reason <text>', 'why; kept in the record')
    .option('--from <step>', 'start at another step: ValidateUser, UpsertUser or PublishUserPersisted')
    .option(
      '--set <path=value>',
      'change the state first, such as user.phone=null or body.detail.data.email=ada@example.com; may be repeated',
      (value: string, all: string[] = []) => [...all, value],
    )
    .option(
      '--unset <path>',
      'remove a member of the state; may be repeated',
      (path: string, all: string[] = []) => [...all, path],
    )
    .option('--dry-run', 'print the plan and stop')
    .option('--all', 'every open record: one first, then the rest')
    .option('--step <state>', 'with --all: only those that failed in this step')
    .option('--since <time>', 'with --all: only those that failed last since then')
    .addOption(
      new Option(
        '--disposition <kind>',
        'with --all: parked (the cause is mended) or rejected (the data was refused)',
      )
        .choices(['parked', 'rejected', 'any'])
        .default(bulkDefaults.disposition),
    )
    .option('--limit <n>', 'with --all: at most so many')
    .option('--concurrency <n>', 'with --all: so many at a time', bulkDefaults.concurrency)
    .option('--rate <n>', 'with --all: start at most so many a second', bulkDefaults.rate)
    .option('--keep-going', 'with --all: do not stop at the first that fails')
    .action(does(async () => (await import('./replay')).replay));
};
