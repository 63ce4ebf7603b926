import type { Session } from '../aws/session';
import { readPool } from '../users/read-pool';
import type { HandOver } from './plan-hand-over';
import type { InCognito } from './print-hand-over';

/** Both people of a hand-over as Cognito lists them. */
export async function readBoth(session: Session, { holder, newcomer }: HandOver): Promise<InCognito> {
  const [[ofHolder], [ofNewcomer]] = await Promise.all([
    readPool(session, holder.cognitoId),
    readPool(session, newcomer),
  ]);
  return { holder: ofHolder, newcomer: ofNewcomer };
}
