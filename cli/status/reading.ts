import { explainOrThrow } from '../aws/explain-error';
import type { Session } from '../aws/session';

/** `red`: registrations do not get through, or wait for a person. `yellow`: worth a look. `unknown`: it could not be asked. */
export type Level = 'green' | 'yellow' | 'red' | 'unknown';

/** What one part of the system says of itself. */
export interface Reading {
  /** The part, in a word or two. */
  readonly part: string;
  readonly level: Level;
  readonly says: string;
  /** What to do about it: commands, whole, as they are typed. */
  readonly then?: readonly string[];
}

/** Reads one part. That it cannot be read is a reading too, so that one missing right does not hide all the rest. */
export async function readPart(
  session: Session,
  part: string,
  read: () => Promise<Omit<Reading, 'part'>>,
): Promise<Reading> {
  try {
    return { part, ...(await read()) };
  } catch (error) {
    return { part, level: 'unknown', says: `not known: ${explainOrThrow(error, session.options)}` };
  }
}

/** `1 message`, `2 messages`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
