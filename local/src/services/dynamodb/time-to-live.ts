import type { Tables } from './tables';

type Item = Readonly<Record<string, { readonly N?: string }>>;

const minute = 60_000;
const fiveYears = 5 * 365 * 86_400;

/** Items that expire. DynamoDB takes up to days to delete them; here they go within a minute of cloud time. */
export class TimeToLive {
  private readonly attributes;
  private stopSweeping: (() => void) | undefined;

  constructor(private readonly tables: Tables) {
    this.attributes = tables.context.store.map<string>('dynamodb-time-to-live');
  }

  set(table: string, attribute: string | undefined): void {
    if (attribute === undefined) this.attributes.delete(table);
    else this.attributes.set(table, attribute);
  }

  start(): void {
    this.stopSweeping = this.tables.context.clock.after(minute, () => {
      void this.sweep().finally(() => this.stopSweeping && this.start());
    });
  }

  stop(): void {
    this.stopSweeping?.();
    this.stopSweeping = undefined;
  }

  private async sweep(): Promise<void> {
    const now = Math.floor(this.tables.context.clock.now() / 1000);
    for (const [table, attribute] of this.attributes) {
      const isExpired = (item: unknown) => {
        const expiresAt = Number((item as Item)[attribute]?.N);
        // What is more than five years past is taken for another kind of number (developer guide, "Using TTL").
        return expiresAt < now && expiresAt > now - fiveYears;
      };
      // Every minute of cloud time, however fast it passes: the items that stay are not copied.
      for (const item of this.tables.store.getItemDb(table).valuesThat(isExpired) as Item[])
        await this.expire(table, attribute, item);
    }
  }

  private async expire(table: string, attribute: string, item: Item): Promise<void> {
    const { Table } = (await this.tables.run('DescribeTable', { TableName: table })) as {
      Table: { KeySchema: { AttributeName: string }[] };
    };
    const Key = Object.fromEntries(
      Table.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]),
    );
    await this.tables
      .run('DeleteItem', {
        TableName: table,
        Key,
        ConditionExpression: '#ttl = :seen',
        ExpressionAttributeNames: { '#ttl': attribute },
        ExpressionAttributeValues: { ':seen': item[attribute] },
      })
      .catch(() => undefined);
  }
}
