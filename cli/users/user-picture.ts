import { normaliseEmail } from '../../tasks/shared/user';
import type { FailureRecord } from '../failures/failure-record';
import type { UserRow } from '../aws/select-as-owner';
import type { Timeline } from '../timeline/timeline';

/** A user as Cognito has it now, as far as this looks at it. */
export interface PoolUser {
  readonly sub: string;
  readonly email?: string;
  /** `CONFIRMED`, `UNCONFIRMED`, `EXTERNAL_PROVIDER`, … (UserStatusType, AdminGetUser API page). */
  readonly status: string;
  readonly enabled: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** Has Cognito this user with this address? It keeps an address as it was typed. */
export function fitsAddress(user: PoolUser | undefined, address: string): boolean {
  return user?.email !== undefined && normaliseEmail(user.email) === normaliseEmail(address);
}

/** Everything that any part of the system knows of a person. */
export interface UserPicture {
  /** As it was asked for. */
  readonly given: string;
  readonly pool: readonly PoolUser[];
  readonly rows: readonly UserRow[];
  /** What each event did to the row. */
  readonly registrations: readonly UserRow[];
  readonly records: readonly FailureRecord[];
  readonly executions: readonly Timeline[];
}
