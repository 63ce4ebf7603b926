import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataDisk } from './data-disk';
import { Journal } from './journal';

/**
 * A map that outlives the process when the cloud has a data directory. Values are JSON; a value changed in place is
 * kept only by setting it again.
 */
export interface StoredMap<Value> extends Iterable<[string, Value]> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): boolean;
  has(key: string): boolean;
  values(): Iterable<Value>;
  readonly size: number;
}

/** Where services keep what must survive a restart. */
export interface Store {
  /** The map of that name (`sqs-messages`); the same name gives the same map. */
  map<Value>(name: string): StoredMap<Value>;
  /** A journal of that name, for what is no map; undefined when everything is in memory. */
  journal(name: string): Journal | undefined;
  /** A directory of its own for a service that keeps its own files, or undefined when everything is in memory. */
  directory(name: string): string | undefined;
}

/** A store in memory, or in a directory: one journal a map, appended on each change and written anew at the start. */
export function createStore(dataDir?: string, log?: (line: string) => void): Store {
  const disk = new DataDisk(log);
  const maps = new Map<string, StoredMap<unknown>>();
  const journal = (name: string) => (dataDir ? new Journal(join(dataDir, `${name}.jsonl`), disk) : undefined);
  return {
    journal,
    map<Value>(name: string) {
      const kept = maps.has(name) ? undefined : journal(name);
      if (!maps.has(name)) maps.set(name, kept ? new JournaledMap(kept) : new Map());
      return maps.get(name) as StoredMap<Value>;
    },
    directory(name) {
      if (!dataDir) return undefined;
      mkdirSync(join(dataDir, name), { recursive: true });
      return join(dataDir, name);
    },
  };
}

/** A line is `[key, value]`, or `[key]` of what is gone. */
class JournaledMap<Value> extends Map<string, Value> {
  constructor(private readonly journal: Journal) {
    super();
    for (const [key, ...value] of journal.read() as [string, ...Value[]][]) {
      if (value.length) super.set(key, value[0] as Value);
      else super.delete(key);
    }
    journal.compact(this);
  }

  override set(key: string, value: Value): this {
    this.journal.append([[key, value]]);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    if (this.has(key)) this.journal.append([[key]]);
    return super.delete(key);
  }
}
