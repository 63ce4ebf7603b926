import * as z from 'zod/mini';
import { missingOr } from './missing-or';

const EXPECTED = 'must be a UTC time like 2026-01-31T12:00:00.000Z';
const SHAPE =
  /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

/** A moment in UTC, ISO 8601, that exists in the calendar; PostgreSQL has no year 0000. */
export const timestamp = () =>
  z.string(missingOr(EXPECTED)).check(z.regex(SHAPE, EXPECTED), z.refine(isInCalendar, EXPECTED));

/** `Date` rolls 30 February over into March; PostgreSQL refuses it. */
function isInCalendar(value: string): boolean {
  const moment = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value.slice(0, 10));
}
