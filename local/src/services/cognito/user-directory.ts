import type { Store, StoredMap } from '../../kernel/store';
import { userNotFound } from './cognito-errors';
import { subOf, type User } from './user';
import type { UserPool } from './user-pool';

/** The users of all pools, found by whatever they sign in with. */
export class UserDirectory {
  private readonly users: StoredMap<User>;
  /** Pool id and name in any form → key of the user. */
  private readonly names = new Map<string, string>();

  constructor(
    store: Store,
    private readonly poolOf: (id: string) => UserPool | undefined,
  ) {
    this.users = store.map('cognito-users');
    for (const user of this.users.values()) this.index(user);
  }

  /** By username, `sub` or alias; undefined when there is none. */
  find(pool: UserPool, name: string): User | undefined {
    const found = this.names.get(nameKey(pool, name));
    return found === undefined ? undefined : this.users.get(found);
  }

  /** Throws `UserNotFoundException`. */
  get(pool: UserPool, name: string): User {
    const user = this.find(pool, name);
    if (!user) throw userNotFound();
    return user;
  }

  save(user: User): User {
    const before = this.users.get(key(user));
    if (before) this.unindex(before);
    this.users.set(key(user), user);
    this.index(user);
    return user;
  }

  delete(user: User): void {
    this.unindex(user);
    this.users.delete(key(user));
  }

  /** All users of a pool, in the order of their creation. */
  list(poolId: string): User[] {
    return [...this.users.values()].filter((user) => user.poolId === poolId);
  }

  private index(user: User): void {
    const pool = this.poolOf(user.poolId);
    if (pool) for (const name of namesOf(pool, user)) this.names.set(nameKey(pool, name), key(user));
  }

  private unindex(user: User): void {
    const pool = this.poolOf(user.poolId);
    if (!pool) return;
    for (const name of namesOf(pool, user))
      if (this.names.get(nameKey(pool, name)) === key(user)) this.names.delete(nameKey(pool, name));
  }
}

/**
 * A federated user is found by its username only, a local one by its `sub` too (API reference, AdminGetUser, Username); an
 * alias counts once it is verified (guide, "User pool attributes").
 */
function namesOf(pool: UserPool, user: User): string[] {
  if (user.status === 'EXTERNAL_PROVIDER') return [user.username];
  const names = [user.username, subOf(user)];
  for (const attribute of pool.usernameAttributes) names.push(user.attributes[attribute] ?? '');
  for (const attribute of pool.aliasAttributes)
    if (user.attributes[`${attribute}_verified`] === 'true') names.push(user.attributes[attribute] ?? '');
  return names.filter((name) => name !== '');
}

function nameKey(pool: UserPool, name: string): string {
  return `${pool.id}/${pool.caseSensitive ? name : name.toLowerCase()}`;
}

function key(user: User): string {
  return `${user.poolId}/${user.username}`;
}
