import { createClock } from '../../../src/kernel/clock';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/aws-data-api/pg';
import {
  boolean,
  integer,
  jsonb,
  numeric,
  pgTable,
  serial,
  text,
  timestamp,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core';
import { LocalApi } from '../../../src/http/local-api';
import { openEndpoint, type Endpoint } from '../../../src/http/endpoint';
import { onEachEngine } from './engines';

const orders = pgTable('orders', {
  id: serial('id').primaryKey(),
  key: uuid('key').notNull().unique(),
  email: varchar('email', { length: 255 }).notNull(),
  note: text('note'),
  paid: boolean('paid').default(false),
  items: integer('items'),
  price: numeric('price', { precision: 10, scale: 2 }),
  data: jsonb('data'),
  at: timestamp('at', { withTimezone: true }),
});

const order = {
  key: '6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b',
  email: 'O\'Reilly "ü"@example.com',
  paid: true,
  items: 3,
  price: '12.50',
  data: { a: [1, null, 'ü'] },
  at: new Date('2024-02-03T04:05:06.789Z'),
};

/** A client of the Data API that was not written with this cloud in mind, over HTTP. */
onEachEngine((cloud) => {
  let endpoint: Endpoint;
  let client: RDSDataClient;
  let db: ReturnType<typeof drizzle>;

  beforeAll(async () => {
    const { gateway, target } = cloud();
    const log = () => undefined;
    const localApi = new LocalApi({
      gateway,
      health: () => ({ ready: true, resources: [] }),
      clock: createClock(),
      reset: async () => {},
    });
    endpoint = await openEndpoint({ host: '127.0.0.1', port: 0, gateway, localApi, log });
    client = new RDSDataClient({
      endpoint: endpoint.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    db = drizzle(client, target);
    await db.execute(sql`CREATE TABLE orders (id serial PRIMARY KEY, key uuid NOT NULL UNIQUE, email varchar(255) NOT NULL,
      note text, paid boolean, items integer, price numeric(10,2), data jsonb, at timestamptz)`);
  });

  afterAll(async () => {
    client?.destroy();
    await endpoint?.close();
  });

  describe('drizzle', () => {
    it('inserts and gets every type back', async () => {
      const [inserted] = await db.insert(orders).values(order).returning();
      expect(inserted).toEqual({ id: 1, note: null, ...order });
    });

    it('resolves a conflict', async () => {
      const again = db.insert(orders).values({ ...order, items: 4 });
      const [updated] = await again.onConflictDoUpdate({ target: orders.key, set: { items: 4 } }).returning();
      expect(updated).toMatchObject({ id: 1, items: 4 });
    });

    it('selects by a uuid', async () => {
      const found = await db.select({ email: orders.email }).from(orders).where(eq(orders.key, order.key));
      expect(found).toEqual([{ email: order.email }]);
    });

    it('sees the error that PostgreSQL gave', async () => {
      const failure = await db
        .insert(orders)
        .values(order)
        .then(
          () => undefined,
          (error: { cause?: Error } & Error) => error.cause ?? error,
        );
      expect(failure).toMatchObject({
        name: 'DatabaseErrorException',
        message: 'ERROR: duplicate key value violates unique constraint "orders_key_key"; SQLState: 23505',
      });
    });

    it('rolls a transaction back', async () => {
      await expect(
        db.transaction(async (transaction) => {
          await transaction.update(orders).set({ note: 'undone' });
          throw new Error('No.');
        }),
      ).rejects.toThrow('No.');
      expect(await db.select({ note: orders.note }).from(orders)).toEqual([{ note: null }]);
    });

    it('commits a transaction', async () => {
      await db.transaction((transaction) => transaction.update(orders).set({ note: 'kept' }));
      expect(await db.select({ note: orders.note }).from(orders)).toEqual([{ note: 'kept' }]);
    });

    it('maps rows of plain SQL by their metadata', async () => {
      const { rows } = (await db.execute(sql`SELECT id, items > ${3} AS many FROM orders`)) as unknown as {
        rows: unknown[];
      };
      expect(rows).toEqual([{ id: 1, many: true }]);
    });
  });
});
