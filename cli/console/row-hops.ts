import type { HopDocument } from '../../console/feed/documents';
import type { UserRow } from '../aws/select-as-owner';
import { timeOf } from '../sign-up/user-row';

/** What the database did to a user's row for each event, when it did it. */
export function rowHops(registrations: readonly UserRow[]): HopDocument[] {
  return registrations.flatMap(({ operation, persisted_at, rolled_back_at }) => {
    const [what, tone] = DID[String(operation)] ?? [String(operation), 'info'];
    const done: HopDocument = { at: timeOf(persisted_at), where: 'Table users', what, tone };
    if (rolled_back_at === null) return [done];
    const back = 'the row was taken back to what it was before';
    return [done, { at: timeOf(rolled_back_at), where: 'Table users', what: back, tone: 'warn' }];
  });
}

/** By the operations of `user_registration.user_registrations`. */
const DID: Readonly<Record<string, readonly [what: string, tone: HopDocument['tone']]>> = {
  created: ['the row was created', 'good'],
  linked: ['an older row was linked to this user', 'good'],
  updated: ['the row was changed', 'good'],
  unchanged: ['the row said so already', 'good'],
  stale: ['an older event than the newest: nothing was written', 'info'],
  unproven: ['an older row has the address: nothing was written before Cognito was asked', 'info'],
  email_in_use: ['another user has the address: nothing was written', 'warn'],
  moved: ['the row took the address that Cognito has now', 'info'],
  released: ['the row lost its address, for Cognito has nobody of it any more', 'warn'],
  yielded: ['an operator gave the address to somebody else', 'warn'],
  removed: ['Cognito has deleted this user, and the table followed', 'warn'],
};
