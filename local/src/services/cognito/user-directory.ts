import type { Store, StoredMap } from '../../kernel/store';
import { userNotFound } from './cognito-errors';
import { subOf, type User } from './user';
import { UserOrder } from './user-order';
import type { UserPool } from './user-pool';

/** The users of all pools, found by whatever they sign in with. */
export class UserDirectory {
  private readonly users: StoredMap<User>;
  /** Pool id and name in any form → key of the user. */
  private readonly names = new Map<string, string>();
  private readonly order = new UserOrder();

  constructor(
    store: Store,
    private readonly poolOf: (id: string) => UserPool | undefined,
    private readonly now: () => number = Date.now,
  ) {
    this.users = store.map('cognito-users');
    for (const user of this.users.values()) {
      this.index(user);
      this.order.changed(user.poolId, key(user), undefined, true, 0);
    }
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
    this.order.changed(user.poolId, key(user), before, true, this.now());
    return user;
  }

  delete(user: User): void {
    this.unindex(user);
    this.users.delete(key(user));
    this.order.changed(user.poolId, key(user), user, false, this.now());
  }

  /** All users of a pool, in the order of their creation. */
  list(poolId: string): User[] {
    return [...this.users.values()].filter((user) => user.poolId === poolId);
  }

  /** The users behind a place in the order of their creation, each with its place; `asOf` an earlier time if it is given. */
  *behind(poolId: string, place: number, asOf?: number): Generator<[place: number, user: User]> {
    for (const each of this.order.behind(poolId, place, asOf)) {
      const user = each.before ?? this.users.get(each.key);
      if (user) yield [each.place, user];
    }
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
