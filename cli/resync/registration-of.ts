import { EVENT_SOURCE, USER_REGISTERED } from '../../tasks/shared/event-names';
import { queuedEnvelopeId } from '../../tasks/shared/ids';
import { userRegisteredFromCognito } from '../../tasks/shared/user-registered-from-cognito';
import { findBodyProblems } from '../replay/check-state';
import { UserError } from '../terminal/user-error';
import type { FoundUser } from './find-user';

/**
 * The message that tells the workflow of a user as Cognito has it: what the trigger would have sent, by an operator, and as of the
 * user's last change. Its id follows from that, so a second one is the same event. Throws a `UserError` for who cannot be registered.
 */
export function registrationOf(user: FoundUser): string {
  const { userPoolId, username: userName, modifiedAt } = user;
  refuseUnconfirmed(user);
  // Cognito tells its trigger the status as an attribute: it says who is federated.
  const userAttributes = { ...user.attributes, 'cognito:user_status': user.status };
  const trigger = { userPoolId, userName, request: { userAttributes } };
  const detail = userRegisteredFromCognito(trigger, modifiedAt, 'operator');
  const body = JSON.stringify({
    version: '0',
    id: queuedEnvelopeId(detail.metadata),
    'detail-type': USER_REGISTERED,
    source: EVENT_SOURCE,
    time: modifiedAt.toISOString(),
    detail,
  });
  const problems = findBodyProblems({ body });
  if (problems.length) throw notRegistrable(user, `the user cannot be a row: ${problems.join('; ')}`);
  return body;
}

function refuseUnconfirmed(user: FoundUser): void {
  if (user.status !== 'UNCONFIRMED') return;
  throw notRegistrable(user, 'the user has not confirmed the sign-up, so there is nothing to register yet');
}

function notRegistrable({ attributes, username }: FoundUser, what: string): UserError {
  return new UserError({
    where: 'resync',
    what,
    given: attributes.sub ?? username,
    fix: 'Let it be changed in Cognito, then try again.',
  });
}
