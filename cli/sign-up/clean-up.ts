import type { Session } from '../session';
import { failureIdOf } from '../timeline/failure-id-of';
import { deleteTestUser } from './test-user';
import { takeRowBack } from './user-row';
import type { Arrival } from './wait-for-user';

/** Removes the user that this very run made, and its row. It says what cannot be removed. */
export async function cleanUp(session: Session, email: string, { execution }: Arrival): Promise<void> {
  const { terminal } = session;
  await deleteTestUser(session, email);
  terminal.say('Cognito: the user is deleted.');
  // Its failure record, if it had one, would be named like its event's envelope.
  const envelopeId = execution && failureIdOf(execution);
  if (execution?.outcome === undefined || execution.outcome === 'failed')
    terminal.say('The registration is still under way: its row and event may come after all.');
  if (envelopeId !== undefined) terminal.say(`Aurora: the row is ${await takeRowBack(session, envelopeId)}.`);
  terminal.say(
    'What stays: user.persisted, which consumers have seen; the archive; the note of what was taken back.',
  );
}
