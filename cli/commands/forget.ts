import { Option } from 'commander';
import type { Session } from '../aws/session';
import { eraseClaim, eraseRecords } from '../forget/erase';
import { type Person, readPerson, refusePresent } from '../forget/person';
import { forgetDocument, printForget } from '../forget/print-forget';
import { readRemains, type Remain } from '../forget/remains';
import { forgetUser } from '../forget/forget-user';
import { runToItsEnd } from '../reconcile/run';
import type { RunSettings } from '../reconcile/settings';
import { checkReason } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { examples, type Verb } from './verb';

interface Options {
  readonly reason: string;
  readonly row: 'anonymise' | 'delete';
  readonly althoughInCognito?: boolean;
  readonly yes?: boolean;
}

/** `forget`: erases a person. */
export const forget: Verb = (program, does) => {
  program
    .command('forget')
    .description('erase one person: the row, what each event wrote, failures, the claim; says what stays')
    .argument('<sub>', 'whom, by the Cognito id')
    .requiredOption('--reason <text>', 'why; kept with the removal')
    .addOption(
      new Option('--row <what>', 'anonymise it (other tables may point at it), or delete it')
        .choices(['anonymise', 'delete'])
        .default('anonymise'),
    )
    .option('--although-in-cognito', 'also who is still in the pool, and will never have a row again')
    .option('--yes', 'do it; without it the plan is printed and nothing is done')
    .addHelpText(
      'after',
      examples('forget 0b9d2f3e-7a4c-4e1b-8f5d-2c3b4a5d6e7f --reason "asked for it" --yes'),
    )
    .action(does(erase));
};

/** Prints what would go and what stays; with `--yes` it goes. The database first, so that nothing is written again meanwhile. */
async function erase(session: Session, options: Options, given: string): Promise<void> {
  checkReason(options.reason);
  const person = await readPerson(session, given.trim());
  refusePresent(person, options.althoughInCognito ?? false);
  const remains = await readRemains(session);
  if (options.yes) await eraseAll(session, person, options);
  answer(session, person, remains, options);
}

async function eraseAll(session: Session, person: Person, { row, reason }: Options): Promise<void> {
  const { cognitoId } = person;
  const by = await session.operator();
  const { hadRow } = await forgetUser(session, { cognitoId, policy: row, by, reason });
  await eraseRecords(session, person);
  await eraseClaim(session, person);
  if (hadRow) await announce(session, { cognito_id: cognitoId, apply: ['orphan'], by, reason });
}

/** A run of this one user announces user.removed, as it does for whom Cognito has no more. */
async function announce(session: Session, settings: RunSettings): Promise<void> {
  const { refused, error } = await runToItsEnd(session, settings, 'announces that they are removed');
  if (refused ?? error)
    session.terminal.say(
      `Erased, but not announced yet (${refused ?? error}): the same command again does it.`,
    );
}

function answer(session: Session, person: Person, remains: readonly Remain[], options: Options): void {
  const { terminal } = session;
  const { row, yes = false } = options;
  const told = { row, isDone: yes, reveal: session.options.reveal };
  terminal.answer(
    () => printForget(person, remains, terminal, told),
    () => forgetDocument(person, remains, told),
  );
  if (yes) return terminal.next(commandLine('user', person.cognitoId));
  terminal.say('Nothing was done. To do it:');
  terminal.next(commandLine('forget', person.cognitoId, ...repeated(options), '--reason "…" --yes'));
}

function repeated({ row, althoughInCognito }: Options): string[] {
  return [
    ...(row === 'delete' ? ['--row delete'] : []),
    ...(althoughInCognito ? ['--although-in-cognito'] : []),
  ];
}
