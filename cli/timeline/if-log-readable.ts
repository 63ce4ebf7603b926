import { explainError } from '../explain-error';
import type { Session } from '../session';

/** What is read from the log, or `otherwise` and a word about it: the record is the truth, the log only shows it. */
export async function ifLogReadable<Read, Else>(
  { terminal, options }: Session,
  read: () => Promise<Read>,
  otherwise: Else,
): Promise<Read | Else> {
  try {
    return await read();
  } catch (error) {
    const explained = explainError(error, options);
    if (!explained) throw error;
    terminal.say(`The log of the workflow cannot be read. ${explained.message}`);
    return otherwise;
  }
}
