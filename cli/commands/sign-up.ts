import type { Session } from '../aws/session';
import { readBody } from '../failures/record-state';
import { toHops } from '../sign-up/hops';
import {
  confirmTestUser,
  deleteTestUser,
  readTimes,
  signUpTestUser,
  type SignUpTimes,
} from '../sign-up/test-user';
import { isEmailTaken, takeRowBack } from '../sign-up/user-row';
import { type Arrival, waitForUser } from '../sign-up/wait-for-user';
import { mask } from '../terminal/mask';
import { parseCount } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { executionIdOf, shortId } from '../terminal/short-id';
import { toTable } from '../terminal/table';
import { UserError } from '../terminal/user-error';
import { readInput, recordIdOf } from '../timeline/execution-input';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options {
  readonly name?: string;
  readonly phone?: string;
  readonly wait: string;
  readonly cleanup?: boolean;
}

/** `sign-up`: one real user through the whole chain. */
export const signUp: Verb = (program, does) => {
  program
    .command('sign-up')
    .description('sign up and confirm a real test user, wait for the row and the event, and print every hop')
    .argument('<email>', 'an address of your own that nobody uses')
    .option('--name <text>', 'name of the user')
    .option('--phone <number>', 'phone number, such as +441632960001')
    .option('--wait <seconds>', 'give up after this time', '60')
    .option('--cleanup', 'remove the user and its row afterwards')
    .addHelpText('after', examples('sign-up you+test1@example.com --cleanup'))
    .action(does(sendOne));
};

/** A clock of a service may be behind this machine's. */
const CLOCKS_DIFFER = 5 * 60_000;

/** Sends one real user through the whole chain and prints every hop. */
async function sendOne(session: Session, options: Options, email: string): Promise<ExitCode> {
  const { terminal } = session;
  const patience = parseCount('--wait', options.wait) * 1000;
  if (await isEmailTaken(session, email)) throw taken(email);
  const since = new Date(session.now() - CLOCKS_DIFFER);
  const cognitoId = await signUpTestUser(session, { email, ...options });
  await confirmTestUser(session, email);
  const times = await readTimes(session, email);
  terminal.say(`Signed up and confirmed as ${cognitoId}; waiting for the row and the event …`);
  const arrival = await waitForUser(session, cognitoId, since, patience);
  report(session, cognitoId, arrival, times);
  const registered = arrival.row !== undefined && arrival.execution?.outcome === 'registered';
  if (options.cleanup) await cleanUp(session, email, arrival);
  else terminal.say('The user stays, with a password that nobody knows. With --cleanup it does not.');
  suggest(session, arrival, registered);
  return registered ? exitCode.done : exitCode.unsuccessful;
}

function report(
  { terminal, options: { reveal } }: Session,
  cognito_id: string,
  arrival: Arrival,
  times: SignUpTimes,
): void {
  const hops = toHops(times, arrival);
  const row = reveal ? arrival.row : mask(arrival.row);
  const ms = (at: number) => (at === Number.MAX_SAFE_INTEGER ? '' : String(at - times.signedUpAt));
  const rows = hops.map(({ at, where, what }) => [ms(at), where, what]);
  terminal.answer(
    () => [
      ...toTable(terminal, ['MS', 'WHERE', 'WHAT'], rows),
      ...(row ? ['', `row ${JSON.stringify(row)}`] : []),
    ],
    () => ({
      cognito_id,
      outcome: arrival.execution?.outcome ?? null,
      execution_arn: arrival.execution?.arn,
      row: row ?? null,
      hops: hops.map(({ at, ...hop }) => ({ ms: at - times.signedUpAt, ...hop })),
    }),
  );
}

/** Removes the user that this very run made, and its row. It says what cannot be removed. */
async function cleanUp(session: Session, email: string, { execution }: Arrival): Promise<void> {
  const { terminal } = session;
  await deleteTestUser(session, email);
  terminal.say('Cognito: the user is deleted.');
  if (execution?.outcome === undefined || execution.outcome === 'failed')
    terminal.say('The registration is still under way: its row and event may come after all.');
  const { id } = readBody(readInput(execution?.input).body);
  if (typeof id === 'string') terminal.say(`Aurora: the row is ${await takeRowBack(session, id)}.`);
  const announced = execution?.outcome === 'registered' ? 'user.persisted, which consumers have seen; ' : '';
  terminal.say(`What stays: ${announced}the archive; the note of what was taken back.`);
}

function suggest({ terminal }: Session, { execution }: Arrival, registered: boolean): void {
  const failureId = execution && !registered ? recordIdOf(execution) : undefined;
  if (!execution)
    terminal.say('No execution yet: is the pipe running? See RegistrationsWait in docs/runbook.md.');
  terminal.next(
    execution
      ? commandLine('show', shortId(failureId ?? executionIdOf(execution.arn), terminal))
      : 'dead-letters',
  );
}

function taken(email: string): UserError {
  return new UserError({
    where: 'sign-up',
    what: 'a row of the table users has this address, and a test must not touch it',
    given: email,
    fix: 'Use an address of your own that nobody has, such as you+test1@example.com.',
  });
}
