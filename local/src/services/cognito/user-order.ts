import type { User } from './user';

interface Change {
  readonly key: string;
  readonly place: number;
  /** Undefined where there was no user. */
  readonly before: User | undefined;
  readonly at: number;
}

/** Changes that are remembered, so that a list can be answered as it stood. */
const REMEMBERED = 10_000;

/** In which order the users of each pool came, and what they were a while ago. A place that was taken once is not given again. */
export class UserOrder {
  private readonly keys = new Map<string, string[]>();
  private readonly places = new Map<string, number>();
  private changes: Change[] = [];

  /** A user was made, changed or (`exists` is false) deleted. */
  changed(poolId: string, key: string, before: User | undefined, exists: boolean, at: number): void {
    const place = this.places.get(key) ?? this.append(poolId, key);
    if (!exists) this.places.delete(key);
    this.changes.push({ key, place, before, at });
    if (this.changes.length > 2 * REMEMBERED) this.changes = this.changes.slice(-REMEMBERED);
  }

  /** What stands behind a place, as of a time: `before` is who it was if that is another than now. */
  *behind(poolId: string, place: number, asOf = Infinity) {
    const keys = this.keys.get(poolId) ?? [];
    const since = this.changedSince(poolId, asOf);
    for (let next = place + 1; next < keys.length; next++) {
      const key = keys[next]!;
      const change = since.get(next);
      if (change ? change.before : this.places.get(key) === next)
        yield { key, place: next, before: change?.before };
    }
  }

  /** The first change of each place after a time. */
  private changedSince(poolId: string, asOf: number): Map<number, Change> {
    const keys = this.keys.get(poolId) ?? [];
    const first = new Map<number, Change>();
    if (asOf === Infinity) return first;
    for (const change of this.changes)
      if (change.at > asOf && keys[change.place] === change.key && !first.has(change.place))
        first.set(change.place, change);
    return first;
  }

  private append(poolId: string, key: string): number {
    let keys = this.keys.get(poolId);
    if (!keys) this.keys.set(poolId, (keys = []));
    this.places.set(key, keys.length);
    return keys.push(key) - 1;
  }
}
