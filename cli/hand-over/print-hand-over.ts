import { fitsAddress, type PoolUser } from '../users/user-picture';
import { ago } from '../terminal/ago';
import { factLines } from '../terminal/fact-lines';
import { maskText } from '../terminal/mask';
import { shortId } from '../terminal/short-id';
import type { Layout } from '../terminal/terminal';
import type { HandOver } from './plan-hand-over';

/** Both people as Cognito has them now; undefined for whom it does not list. */
export interface InCognito {
  readonly holder?: PoolUser;
  readonly newcomer?: PoolUser;
}

/** Who loses an address, who gets it, and what Cognito says of both, for whoever decides. */
export function printHandOver(
  { plan, holder, newcomer, address }: HandOver,
  pool: InCognito,
  layout: Layout,
  { now, reveal = false }: { readonly now: number; readonly reveal?: boolean },
): string[] {
  const said = (user?: PoolUser) => inCognito(user, address, now);
  const shown = reveal ? address : maskText(address, 'email');
  return [
    layout.colours.bold(`Hand-over of ${shown}, failure ${shortId(plan.record.failure_id, layout)}`),
    ...factLines(layout, [
      ['loses it', `${holder.cognitoId}, row ${holder.userId}; ${said(pool.holder)}`],
      ['gets it', `${newcomer}; ${said(pool.newcomer)}`],
      ['the row', rowAfter(holder.userId)],
      ['note', fitsAddress(pool.holder, address) ? undefined : REPLAY_WOULD_DO],
      ['note', fitsAddress(pool.newcomer, address) ? undefined : NOT_THEIRS],
    ]),
  ];
}

/** The same for machines. */
export function handOverDocument({ holder, newcomer, address }: HandOver, pool: InCognito, reveal = false) {
  return {
    address: reveal ? address : maskText(address, 'email'),
    loses: {
      cognito_id: holder.cognitoId,
      user_id: holder.userId,
      has_it_in_cognito: fitsAddress(pool.holder, address),
    },
    gets: { cognito_id: newcomer, has_it_in_cognito: fitsAddress(pool.newcomer, address) },
  };
}

function rowAfter(userId: string): string {
  return `${userId} stays, with a placeholder for an address, not verified`;
}

const REPLAY_WOULD_DO =
  'Cognito does not list the holder with this address any more: a replay alone asks it, and gives the address free.';
const NOT_THEIRS = 'Cognito does not list the newcomer with this address.';

function inCognito(user: PoolUser | undefined, address: string, now: number): string {
  if (!user) return 'Cognito lists no such user';
  const which = fitsAddress(user, address) ? 'this address' : 'another address';
  return `in Cognito ${user.status} with ${which}, signed up ${ago(user.createdAt, now)} ago`;
}
