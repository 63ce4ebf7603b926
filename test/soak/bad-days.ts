import type { Fault } from 'local-cloud/kernel/faults';
import { addressOf, type SignUp } from './sign-up';

const refused = { code: 'AccessDeniedException', message: 'Injected' };
const internal = { code: 'InternalException', message: 'Injected', status: 500 };
const failedEntry = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] };
const unwritten: Fault = { service: 'rds-data', caller: '/UpsertUser', error: refused };
const announcement = { service: 'events', caller: '/PublishUserPersisted' };

/** What goes wrong for one person until an operator has mended it: each ends in a record to replay, or in a dead letter. */
const troubles: readonly (readonly Fault[])[] = [
  [unwritten],
  [{ ...announcement, response: failedEntry }],
  [{ ...announcement, error: internal, afterEffect: true }],
  [unwritten, { service: 'dynamodb', caller: '/RecordFailure', error: refused }],
];

/** Every sixth person has a bad day. */
export function badDays(signUps: readonly SignUp[]): Fault[] {
  return signUps
    .filter((_, index) => index % 6 === 5)
    .flatMap((signUp, index) =>
      (troubles[index % troubles.length] ?? []).map((fault) => ({ ...fault, input: addressOf(signUp) })),
    );
}
