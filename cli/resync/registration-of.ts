import { registrationFromCognito } from '../../tasks/shared/registration-from-cognito';
import { findBodyProblems } from '../replay/check-state';
import { UserError } from '../terminal/user-error';
import type { FoundUser } from './find-user';

/**
 * The message that tells the workflow of a user as Cognito has it: what the trigger would have sent, by an operator, and as of the
 * user's last change. Its id follows from that, so a second one is the same event. Throws a `UserError` for who cannot be registered.
 */
export function registrationOf(user: FoundUser): string {
  refuseUnconfirmed(user);
  const { userPoolId, username, attributes, status, createdAt, modifiedAt } = user;
  const listed = {
    Username: username,
    Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    UserStatus: status,
    UserCreateDate: createdAt?.toISOString(),
    UserLastModifiedDate: modifiedAt.toISOString(),
  };
  const body = JSON.stringify(
    registrationFromCognito({ user_pool_id: userPoolId, origin: 'operator', cognito_user: listed }),
  );
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
