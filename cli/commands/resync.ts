import { randomUUID } from 'node:crypto';
import { failureIdOf } from '../../tasks/shared/failure-id';
import type { Session } from '../aws/session';
import { readRecord } from '../failures/failure-table';
import { leaveOnInterrupt } from '../replay/leave-on-interrupt';
import { reportRun } from '../replay/report-run';
import { hasSucceeded, startExecution } from '../replay/start-execution';
import { findUser } from '../resync/find-user';
import { registrationOf } from '../resync/registration-of';
import { checkReason } from '../terminal/parse-option';
import { fullCommand } from '../terminal/printed-command';
import { ConflictError } from '../terminal/user-error';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options {
  readonly reason: string;
}

/** `resync`: registers who is in Cognito, whatever became of the event. */
export const resync: Verb = (program, does) => {
  program
    .command('resync')
    .description('read one user from Cognito and register them as they are there')
    .argument('<sub | e-mail>', 'whom; an address that several users have is refused')
    .requiredOption('--reason <text>', 'why; kept in the log, and in the record if it fails')
    .addHelpText(
      'after',
      examples('resync 0b9d2f3e-7a4c-4e1b-8f5d-2c3b4a5d6e7f --reason "bus and queue were gone"'),
    )
    .action(does(registerOne));
};

/** Reads the user, runs the workflow from its first step, and prints how it went. Twice does no harm: it is the same event. */
async function registerOne(session: Session, { reason }: Options, given: string): Promise<ExitCode> {
  const { terminal } = session;
  checkReason(reason);
  const user = await findUser(session, given);
  const body = registrationOf(user);
  const failureId = failureIdOf(body);
  await refuseRecorded(session, failureId);
  const name = `resync-${randomUUID()}`;
  const delivery = {
    failure_id: failureId,
    attempt: 1,
    started_by: 'registrar resync',
    by: await session.operator(),
    reason,
  };
  terminal.say(`Registers ${user.attributes.sub} as Cognito has it since ${user.modifiedAt.toISOString()} …`);
  const stateMachineArn = await session.output('StateMachineArn');
  const waiting = { told: 'its log will say how it ended', next: 'executions --since 15m' };
  const ended = await leaveOnInterrupt(
    session,
    waiting,
    startExecution(session, { stateMachineArn, name, resumeAt: 'ValidateUser', state: { delivery, body } }),
  );
  const then = { good: '', bad: ' There is a record of it now.' };
  const facts = { cognito_id: user.attributes.sub };
  await reportRun(session, { failureId, name, ended, waiting, then, facts });
  return hasSucceeded(ended) ? exitCode.done : exitCode.unsuccessful;
}

/** Where this very event has failed before, its record knows how far it came, and a replay closes it. */
async function refuseRecorded(session: Session, failureId: string): Promise<void> {
  const record = await readRecord(session, failureId);
  if (!record || record.status === 'resolved' || record.status === 'discarded') return;
  throw new ConflictError({
    where: 'conflict',
    what: `this registration has failed before, and its record is ${record.status}`,
    given: failureId,
    fix: `Go on from there: ${fullCommand('replay', failureId, '--reason "…"')}`,
  });
}
