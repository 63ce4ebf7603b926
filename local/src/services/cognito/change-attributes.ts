import { checkAttributes, checkMutable } from './attributes';
import { aliasExists } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import type { User } from './user';
import type { UserPool } from './user-pool';

type Attributes = Readonly<Record<string, string>>;

/**
 * The user's attributes with those that are given, whoever gives them: a new address is not verified unless the call says
 * so, and an empty value removes an attribute. Throws for what the pool does not take, and for an address of another's.
 */
export function changedAttributes(
  { users }: CognitoDependencies,
  pool: UserPool,
  user: User,
  given: Attributes,
): Attributes {
  checkAttributes(pool, given);
  checkMutable(pool, given);
  for (const name of [...pool.usernameAttributes, ...pool.aliasAttributes]) {
    const owner = given[name] === undefined ? undefined : users.find(pool, given[name]);
    if (owner && owner.username !== user.username) throw aliasExists();
  }
  return updated(user.attributes, given);
}

/** The user's attributes without those that are named. Throws for what the pool does not let go. */
export function withoutAttributes(pool: UserPool, user: User, names: readonly string[]): Attributes {
  const none = Object.fromEntries(names.map((name) => [name, '']));
  checkAttributes(pool, none);
  checkMutable(pool, none);
  return updated(user.attributes, none);
}

function updated(before: Attributes, given: Attributes): Attributes {
  const unverified: Record<string, string> = {};
  for (const name of ['email', 'phone_number'])
    if (given[name] !== undefined && given[name] !== before[name])
      unverified[`${name}_verified`] = given[name] === '' ? '' : 'false';
  const merged = { ...before, ...unverified, ...given };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
