import { Option } from 'commander';
import type { Session } from '../aws/session';
import { type AllReplays, bulkDefaults, replayAll } from '../replay/replay-all';
import { type OneReplay, replayOne } from '../replay/replay-one';
import { checkReason } from '../terminal/parse-option';
import { UserError } from '../terminal/user-error';
import { collect, examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options extends Omit<AllReplays & OneReplay, 'reason'> {
  readonly all?: boolean;
  readonly reason?: string;
}

/** `replay`: goes on from the step that failed. */
export const replay: Verb = (program, does) => {
  program
    .command('replay')
    .description('go on with a registration from the step that failed; earlier steps do not run again')
    .argument('[failure-id]', 'which one, or a beginning of it; or --all')
    .option('--reason <text>', 'why; kept in the record')
    .option('--from <step>', 'start at another step: ValidateUser, UpsertUser or PublishUserPersisted')
    .option(
      '--set <path=value>',
      'change the state first, such as user.phone=null or body.detail.data.email=ada@example.com; may be repeated',
      collect,
    )
    .option('--unset <path>', 'remove a member of the state; may be repeated', collect)
    .option('--body <@file>', 'replace the whole message that was not validated by the text of a file')
    .option('--edit', 'change the message, or later the user, in your EDITOR, which shows personal data')
    .option('--dry-run', 'print the plan and stop')
    .option(
      '--plan <hash>',
      'run the plan only if it is the one with this hash, which --dry-run --json prints',
    )
    .option('--all', 'every parked record (see --disposition): one first, then the rest')
    .option('--step <state>', 'with --all: only those that failed in this step')
    .option('--error <text>', 'with --all: only those whose error has this in its name')
    .option('--user <who>', 'with --all: only those of this e-mail address, sub or user id')
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
    .addHelpText(
      'after',
      examples(
        'replay 0b9d2f3e --dry-run',
        'replay 0b9d2f3e --set user.phone=null --reason "asked the user"',
        'replay --all --step UpsertUser --reason "the database is back"',
      ),
    )
    .action(does(replayOneOrAll));
};

/** Replays one record, or all that are open. */
async function replayOneOrAll(session: Session, given: Options, id?: string): Promise<ExitCode> {
  const options = { ...given, reason: reasonOf(given) };
  const all = options.all ?? false;
  if (all === (id !== undefined)) throw unclear(all);
  if (all && (options.set ?? options.unset ?? options.body ?? options.edit)) throw changesNothing();
  const well = id === undefined ? await replayAll(session, options) : await replayOne(session, options, id);
  return well ? exitCode.done : exitCode.unsuccessful;
}

function reasonOf({ reason, dryRun }: Options): string {
  if (dryRun) return reason ?? '';
  checkReason(reason);
  return reason;
}

function unclear(all: boolean): UserError {
  return new UserError({
    where: 'replay',
    what: all ? 'takes a failure id or --all, not both' : 'needs a failure id, or --all',
    fix: 'See what is open: npx registrar failures',
  });
}

function changesNothing(): UserError {
  return new UserError({
    where: 'replay --all',
    what: 'changes no data: every record has its own',
    fix: 'Use --set, --body or --edit with one failure id.',
  });
}
