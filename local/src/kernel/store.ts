import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  /** A directory of its own for a service that keeps its own files, or undefined when everything is in memory. */
  directory(name: string): string | undefined;
}

/** A store in memory, or in a directory: one journal a map, appended on each change and compacted at start. */
export function createStore(dataDir?: string): Store {
  const maps = new Map<string, StoredMap<unknown>>();
  return {
    map<Value>(name: string) {
      if (!maps.has(name))
        maps.set(name, dataDir ? new JournaledMap(join(dataDir, `${name}.jsonl`)) : new Map());
      return maps.get(name) as StoredMap<Value>;
    },
    directory(name) {
      if (!dataDir) return undefined;
      mkdirSync(join(dataDir, name), { recursive: true });
      return join(dataDir, name);
    },
  };
}

class JournaledMap<Value> extends Map<string, Value> {
  constructor(private readonly file: string) {
    super();
    mkdirSync(join(file, '..'), { recursive: true });
    if (existsSync(file)) this.replay();
  }

  override set(key: string, value: Value): this {
    if (this.file) appendFileSync(this.file, `${JSON.stringify([key, value])}\n`);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    if (this.has(key)) appendFileSync(this.file, `${JSON.stringify([key])}\n`);
    return super.delete(key);
  }

  /** Reads the journal (a torn last line of a killed process is dropped) and writes it anew with the living entries. */
  private replay(): void {
    for (const line of readFileSync(this.file, 'utf8').split('\n').slice(0, -1)) {
      const [key, ...value] = JSON.parse(line) as [string, ...Value[]];
      if (value.length) super.set(key, value[0] as Value);
      else super.delete(key);
    }
    const lines = [...this].map((entry) => `${JSON.stringify(entry)}\n`).join('');
    writeFileSync(`${this.file}.new`, lines);
    renameSync(`${this.file}.new`, this.file);
  }
}
