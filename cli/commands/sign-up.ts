import { exitCode, type ExitCode } from '../exit-code';
import { mask } from '../mask';
import { parseCount } from '../parse-count';
import type { Session } from '../session';
import { cleanUp } from '../sign-up/clean-up';
import { toHops } from '../sign-up/hops';
import { confirmTestUser, readTimes, signUpTestUser, type SignUpTimes } from '../sign-up/test-user';
import { isEmailTaken } from '../sign-up/user-row';
import { type Arrival, waitForUser } from '../sign-up/wait-for-user';
import { toTable } from '../table';
import { failureIdOf } from '../timeline/failure-id-of';
import { UserError } from '../user-error';

export interface SignUpOptions {
  readonly name?: string;
  readonly phone?: string;
  readonly wait: string;
  readonly cleanup?: boolean;
}

/** A clock of a service may be behind this machine's. */
const CLOCKS_DIFFER = 5 * 60_000;

/** Sends one real user through the whole chain and prints every hop. */
export async function signUp(session: Session, options: SignUpOptions, email: string): Promise<ExitCode> {
  const { terminal } = session;
  const patience = parseCount('--wait', options.wait) * 1000;
  if (await isEmailTaken(session, email)) throw taken(email);
  const since = new Date(Date.now() - CLOCKS_DIFFER);
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
    () =>
      [
        toTable(terminal.colours, ['MS', 'WHERE', 'WHAT'], rows),
        ...(row ? [`row ${JSON.stringify(row)}`] : []),
      ].join('\n\n'),
    () => ({
      cognito_id,
      outcome: arrival.execution?.outcome ?? null,
      execution_arn: arrival.execution?.arn,
      row: row ?? null,
      hops: hops.map(({ at, ...hop }) => ({ ms: at - times.signedUpAt, ...hop })),
    }),
  );
}

function suggest({ terminal }: Session, { execution }: Arrival, registered: boolean): void {
  const failureId = execution && !registered ? failureIdOf(execution) : undefined;
  if (!execution)
    terminal.say('No execution yet: is the pipe running? See RegistrationsWait in docs/runbook.md.');
  terminal.next(failureId ? `show ${failureId}` : execution ? `show ${execution.arn}` : 'dead-letters');
}

function taken(email: string): UserError {
  return new UserError({
    where: 'sign-up',
    what: 'a row of the table users has this address, and a test must not touch it',
    given: email,
    fix: 'Use an address of your own that nobody has, such as you+test1@example.com.',
  });
}
