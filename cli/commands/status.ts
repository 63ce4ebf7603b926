import type { Session } from '../aws/session';
import { readAlarms } from '../status/alarms';
import { readDatabase } from '../status/database';
import { readPipe, readRule } from '../status/flow';
import { readOutcomes } from '../status/outcomes';
import { answerReadings } from '../status/print-status';
import { readDeadLetters, readQueue } from '../status/queues';
import type { Reading } from '../status/reading';
import { readRecords } from '../status/records';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

/** `status`: are registrations flowing, and if not, where do they stand still? */
export const status: Verb = (program, does) => {
  program
    .command('status')
    .description(
      'say whether registrations are flowing: rule, queue, pipe, database, failures, last hour, alarms',
    )
    .addHelpText('after', examples('status', 'status --json'))
    .action(does(look));
};

/** Reads every part side by side, in the order in which a registration meets them. Ends with 3 when one is red. */
async function look(session: Session): Promise<ExitCode> {
  const { terminal } = session;
  // Before all the others, so that a stack that is not there is one error and not nine.
  await session.output('StateMachineArn');
  const readings = await Promise.all([
    readRule(session),
    readQueue(session),
    readPipe(session),
    readDatabase(session),
    readOutcomes(session),
    readRecords(session),
    ...readDeadLetters(session),
    readAlarms(session),
  ]).then((read) => stoppedFirst(read.flat()));
  return answerReadings(terminal, readings) === 'red' ? exitCode.unsuccessful : exitCode.done;
}

/** A message that waits is normal; one that waits before a pipe that does not run is not. */
function stoppedFirst(readings: readonly Reading[]): Reading[] {
  const stopped = readings.some(({ part, level }) => part === 'pipe' && level === 'red');
  return readings.map((reading) =>
    stopped && reading.part === 'queue' && reading.level === 'yellow'
      ? { ...reading, level: 'red', says: `${reading.says}, and nothing takes them` }
      : reading,
  );
}
