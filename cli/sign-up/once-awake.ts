import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../session';

/** A paused database resumes in 15 s, after a day in 30 s or longer ("Scaling to zero ACUs"). */
const PATIENCE = 90_000;
const PAUSE = 2_000;

/** Asks the database, and again while it wakes up from a pause: the SDK does not take that for worth a retry. */
export async function onceAwake<Answer>({ terminal }: Session, ask: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + PATIENCE;
  for (let said = false; ; said = true) {
    try {
      return await ask();
    } catch (error) {
      if (!isResuming(error) || Date.now() > deadline) throw error;
      if (!said) terminal.say('The database wakes up from its pause, which takes half a minute …');
      await sleep(PAUSE);
    }
  }
}

function isResuming(error: unknown): boolean {
  return error instanceof Error && error.name === 'DatabaseResumingException';
}
