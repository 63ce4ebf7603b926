import type { Store, StoredMap } from '../../kernel/store';
import { resourceNotFound } from './cognito-errors';
import type { UserPool, UserPoolClient } from './user-pool';

/** User pools and their clients. */
export class PoolRegistry {
  readonly pools: StoredMap<UserPool>;
  readonly clients: StoredMap<UserPoolClient>;

  constructor(store: Store) {
    this.pools = store.map('cognito-pools');
    this.clients = store.map('cognito-clients');
  }

  pool(id: string): UserPool {
    const pool = this.pools.get(id);
    if (!pool) throw resourceNotFound(`User pool ${id} does not exist.`);
    return pool;
  }

  client(id: string): UserPoolClient {
    const client = this.clients.get(id);
    if (!client) throw resourceNotFound(`User pool client ${id} does not exist.`);
    return client;
  }
}
