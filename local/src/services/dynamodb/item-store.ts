import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { dynaliteDb, type StoredTable } from './dynalite-modules';
import { SortedMap } from './sorted-map';

type Done = (error: Error | null) => void;

/**
 * What dynalite's operations keep their tables in, instead of its LevelDB: maps of the cloud's store, so that a killed
 * process loses nothing. Indexes live in memory and are built anew from the items.
 */
export class ItemStore {
  readonly options = {
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    maxItemSizeKb: 400,
    maxItemSize: 409_600,
  };
  readonly tableDb: SortedMap & { awsAccountId?: string; awsRegion?: string };
  private readonly parts = new Map<string, SortedMap>();

  constructor(private readonly context: CloudContext) {
    this.tableDb = Object.assign(new SortedMap(context.store.map('dynamodb-tables')), {
      awsAccountId: context.accountId,
      awsRegion: context.region,
    });
  }

  /** Finishes what a killed process left half done and fills the indexes. */
  async open(): Promise<void> {
    for (const table of this.tableDb.everyValue() as StoredTable[]) {
      if (table.TableStatus === 'DELETING') this.tableDb.del(table.TableName, () => undefined);
      else if (table.TableStatus !== 'ACTIVE')
        this.tableDb.put(table.TableName, { ...table, TableStatus: 'ACTIVE' }, () => undefined);
      for (const item of this.getItemDb(table.TableName).everyValue())
        await new Promise((resolve) => dynaliteDb.updateIndexes(this, table, null, item, resolve));
    }
  }

  getItemDb = (name: string): SortedMap => this.part(`dynamodb-items-${name}`, true);
  getTagDb = (name: string): SortedMap => this.part(`dynamodb-tags-${name}`, true);
  getIndexDb = (type: string, table: string, index: string): SortedMap =>
    this.part(`${type.toLowerCase()}~${table}~${index}`, false);

  deleteItemDb = (name: string, done: Done): void => this.getItemDb(name).clear(done);
  deleteTagDb = (name: string, done: Done): void => this.getTagDb(name).clear(done);
  deleteIndexDb = (type: string, table: string, index: string, done: Done): void =>
    this.getIndexDb(type, table, index).clear(done);

  /** `checkStatus` false finds a table in any state; only ACTIVE ones otherwise. */
  getTable = (
    name: string,
    checkStatus: unknown,
    callback?: (error: unknown, table?: StoredTable) => void,
  ): void => {
    const done = callback ?? (checkStatus as (error: unknown, table?: StoredTable) => void);
    this.tableDb.get(name, (_, found) => {
      const table = found as StoredTable | undefined;
      const usable = table && !(checkStatus && /^(CREATING|DELETING)$/.test(table.TableStatus));
      if (usable) done(null, table);
      else done(notFound(checkStatus ? '' : `: Table: ${name} not found`));
    });
  };

  private part(name: string, lasting: boolean): SortedMap {
    const known = this.parts.get(name);
    if (known) return known;
    const values: StoredMap<unknown> = lasting ? this.context.store.map(name) : new Map<string, unknown>();
    const part = new SortedMap(values);
    this.parts.set(name, part);
    return part;
  }
}

function notFound(which: string) {
  return Object.assign(new Error('Requested resource not found'), {
    statusCode: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      message: `Requested resource not found${which}`,
    },
  });
}
