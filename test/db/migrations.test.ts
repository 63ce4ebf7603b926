import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Execute } from '../../db/database';
import { schemaText } from '../../db/schema-text';
import type { TestDatabase } from './engine';
import { deploy, onEveryDatabase, onPGlite } from './on-every-database';
import { asked, register } from './registering';

const DIRECTORY = join(__dirname, '../../db');
const OLD_TABLE = `CREATE TABLE users (id varchar(36) primary key, email varchar(255) not null, name varchar(255),
  created_at timestamptz, updated_at timestamptz)`;
const OLD_ROWS = `INSERT INTO users VALUES
  ('1', 'Ann@Example.org', 'Ann', '2020-01-01Z', '2021-01-01Z'), ('2', 'bob@example.org', NULL, NULL, NULL)`;

onEveryDatabase((engine) => {
  let database: TestDatabase;
  let golden: string;
  beforeAll(async () => {
    golden = await readFile(join(DIRECTORY, 'schema.sql'), 'utf8');
  });
  beforeEach(async () => {
    database = await engine.create();
  });
  afterEach(() => database.close());

  describe.each([
    ['an empty database', []],
    ['the older table without rows', [OLD_TABLE]],
    ['the older table with rows', [OLD_TABLE, OLD_ROWS]],
    [
      'an older table with a defaulted and named past',
      [
        `CREATE TABLE users (id varchar(36) constraint people_pk primary key, email varchar(255) not null,
          name varchar(255), created_at timestamptz not null default now(), updated_at timestamptz not null default now())`,
      ],
    ],
  ])('from %s', (_name, statements) => {
    beforeEach(async () => {
      for (const statement of statements) await database.query(statement);
    });

    it('the migrations lead to the schema of db/schema.sql (npm run schema writes it)', async () => {
      await deploy(database);

      expect(await database.port.transaction((execute) => schemaText(execute))).toBe(golden);
    });
  });

  describe('the rows of the older table', () => {
    beforeEach(() => database.query(OLD_TABLE));

    it('are all kept, with a placeholder for the identity and the e-mail in lower case', async () => {
      await database.query(OLD_ROWS);

      await deploy(database);

      expect(await database.query('SELECT * FROM users ORDER BY id')).toEqual([
        {
          id: '1',
          cognito_id: 'unlinked:1',
          email: 'ann@example.org',
          name: 'Ann',
          phone: null,
          email_verified: false,
          created_at: new Date('2020-01-01'),
          updated_at: new Date('2021-01-01'),
        },
        {
          id: '2',
          cognito_id: 'unlinked:2',
          email: 'bob@example.org',
          name: null,
          phone: null,
          email_verified: false,
          created_at: null,
          updated_at: null,
        },
      ]);
    });

    it('are linked when their owner registers, whatever the case', async () => {
      await database.query(OLD_ROWS);
      await deploy(database);

      const { operation, user } = await register(database, { email: 'ANN@example.org', asked: asked() });

      expect({ operation, id: user?.id }).toEqual({ operation: 'linked', id: '1' });
    });

    it('stay what foreign keys of applications point at', async () => {
      await database.query(OLD_ROWS);
      await database.query('CREATE TABLE orders (user_id varchar(36) REFERENCES users)');
      await database.query(`INSERT INTO orders VALUES ('1')`);

      await deploy(database);

      await expect(database.query(`DELETE FROM users WHERE id = '1'`)).rejects.toThrow(/foreign key/);
    });

    it.each([
      ['differ only in case', 'ANN@example.org'],
      ['are equal', 'Ann@Example.org'],
    ])(
      'stop the migration when two of their e-mails %s; it names their ids and changes nothing',
      async (_how, email) => {
        await database.query(OLD_ROWS);
        await database.query(`INSERT INTO users VALUES ('3', '${email}'), ('4', 'bob@example.org')`);
        const before = await snapshot(database);

        const error = await deploy(database).catch((reason: unknown) => reason as Error);

        expect((error as Error).message).toBe(
          'The table public.users cannot be adopted as it is. Nothing was changed. (1) public.users: has rows with e-mails that ' +
            'are equal or differ only in case, by their ids: 1 and 3; 2 and 4. Merge these rows, or change an e-mail. ' +
            'registrar adopt --check says this and more.',
        );
        expect(await snapshot(database)).toEqual(before);
      },
    );

    it('are named by 20 groups of ids at most', async () => {
      await database.query(
        `INSERT INTO users SELECT n, n % 30 || '@example.org' FROM generate_series(10, 69) AS n`,
      );

      const error = await deploy(database).catch((reason: unknown) => reason as Error);

      expect((error as Error).message.match(/\d\d and \d\d/g)).toHaveLength(20);
    });

    it('can be migrated once the clash is gone', async () => {
      await database.query(OLD_ROWS);
      await database.query(`INSERT INTO users VALUES ('3', 'ANN@example.org')`);
      await expect(deploy(database)).rejects.toThrow('Nothing was changed');

      await database.query(`DELETE FROM users WHERE id = '3'`);

      expect(await deploy(database)).toContain('functions/register_user.sql');
    });
  });

  it('leave a table of that name and another shape alone', async () => {
    await database.query('CREATE TABLE users (id integer primary key, email text)');

    await expect(deploy(database)).rejects.toThrow(
      'public.users.id: is integer, not varchar(36) or longer, text, uuid.',
    );
  });

  it('let an application write that knows nothing of identities, and keep e-mails in lower case and apart', async () => {
    await deploy(database);
    await database.query(`INSERT INTO users (id, cognito_id, email) VALUES ('1', 'a', 'ann@example.org')`);

    const insert = (email: string) =>
      database.query(`INSERT INTO users (id, cognito_id, email) VALUES ('2', 'b', '${email}')`);

    await expect(insert('ann@example.org')).rejects.toThrow('users_email_key');
    await expect(insert('Ann@example.org')).rejects.toThrow('users_email_key');
    await database.query(`INSERT INTO users (id, email) VALUES ('3', 'Bob@Example.org')`);
    await database.query(`UPDATE users SET email = 'BOB@example.org', cognito_id = NULL WHERE id = '3'`);
    expect(await database.query(`SELECT cognito_id, email FROM users WHERE id = '3'`)).toEqual([
      { cognito_id: 'unlinked:3', email: 'bob@example.org' },
    ]);
    await database.query('ALTER TABLE users DISABLE TRIGGER USER');
    await expect(insert('Eve@example.org')).rejects.toThrow('users_email_is_lower_case');
  });
});

onPGlite((engine) => {
  it('a run that broke off after any statement is finished by the next', async () => {
    // Of the many functions, made in one transaction, only some.
    for (let left = 0, isWhole = false; !isWhole; left += left < 20 || left > 70 ? 1 : 9) {
      const database = await engine.create();
      await database.query(OLD_TABLE);
      await database.query(OLD_ROWS);

      isWhole = await deploy({ port: breakingOff(database.port, left) }).then(
        () => true,
        () => false,
      );
      await deploy(database);

      expect(await database.port.transaction((execute) => schemaText(execute))).toBe(
        await readFile(join(DIRECTORY, 'schema.sql'), 'utf8'),
      );
      expect(await database.query('SELECT cognito_id FROM users ORDER BY id')).toEqual([
        { cognito_id: 'unlinked:1' },
        { cognito_id: 'unlinked:2' },
      ]);
    }
  }, 60_000);
});

/** A connection that is lost after so many statements, the last of which still took effect as far as its transaction does. */
function breakingOff(port: Database, left: number): Database {
  const counting =
    (execute: Execute): Execute =>
    async (sql, parameters) => {
      const rows = await execute(sql, parameters);
      if (left-- === 0) throw new Error('the connection was lost');
      return rows;
    };
  return {
    transaction: (work) => port.transaction((execute) => work(counting(execute))),
    alone: counting(port.alone),
  };
}

/** Every relation with its columns, and every row of the older table. */
async function snapshot(database: TestDatabase): Promise<unknown> {
  const columns = `SELECT c.relname, a.attname, a.attnotnull FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 ORDER BY 1, a.attnum`;
  return [await database.query(columns), await database.query('SELECT * FROM users ORDER BY id')];
}
