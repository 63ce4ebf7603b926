import type { Session } from '../aws/session';
import { readDatabase } from '../doctor/database';
import { readOwnersStatements } from '../doctor/owners-statements';
import { readSubscriptions } from '../doctor/subscriptions';
import { readPermission, readTrigger } from '../doctor/trigger';
import { readAlarms } from '../status/alarms';
import { readPipe, readRule } from '../status/flow';
import { answerReadings } from '../status/print-status';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

/** `doctor`: does all that a deploy has put there stand as it should? `status` is about what flows through it. */
export const doctor: Verb = (program, does) => {
  program
    .command('doctor')
    .description(
      'look whether a deployment is whole: trigger, rule, pipe, database, alarms, and what to do about each',
    )
    .addHelpText('after', examples('doctor', 'doctor --json'))
    .action(does(examine));
};

/** Reads every part side by side, in the order in which a registration meets them. Ends with 3 when one is red. */
async function examine(session: Session): Promise<ExitCode> {
  // Before all the others, so that a stack that is not there is one error and not ten.
  await session.output('StateMachineArn');
  const readings = await Promise.all([
    readTrigger(session),
    readPermission(session),
    readRule(session),
    readPipe(session),
    readDatabase(session),
    readAlarms(session),
    readSubscriptions(session),
    readOwnersStatements(session),
  ]);
  return answerReadings(session.terminal, readings.flat()) === 'red' ? exitCode.unsuccessful : exitCode.done;
}
