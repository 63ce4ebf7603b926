import type { Position, StoredEvent } from './stored-event';
import { invalidToken } from './log-errors';

const TIME_DIGITS = 20;
const DIGITS = 56;

/** An event's id: 56 digits, in the order of the events. */
export function eventId({ timestamp, sequence }: Position): string {
  return String(timestamp).padStart(TIME_DIGITS, '0') + String(sequence).padStart(DIGITS - TIME_DIGITS, '0');
}

/** The position of the event with this id. */
export function positionOf(id: string): Position {
  if (!/^\d{56}$/.test(id)) throw invalidToken();
  return { timestamp: Number(id.slice(0, TIME_DIGITS)), sequence: Number(id.slice(TIME_DIGITS)) };
}

/** The position right behind an event. */
export function behind({ timestamp, sequence }: StoredEvent): Position {
  return { timestamp, sequence: sequence + 1 };
}
