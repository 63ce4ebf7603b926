import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdoptionUnfinishedError } from '../../db/adoption';
import { bringUpToDate } from '../../db/bring-up-to-date';
import { DEFAULT_NAMES } from '../../db/database-names';
import { readMigrationFiles } from '../../db/migration-files';
import { schemaText } from '../../db/schema-text';
import type { TestDatabase } from './engine';
import { deploy, onServer } from './on-every-database';

const DIRECTORY = join(__dirname, '../../db');
const OLD = [
  'CREATE TABLE users (id varchar(36) PRIMARY KEY, email varchar(255) NOT NULL, name varchar(255), created_at timestamptz, updated_at timestamptz)',
  `INSERT INTO users (id, email) SELECT n, 'User-' || n || '@example.org' FROM generate_series(1, 3000) AS n`,
];

/** What only several sessions, or one that breaks off in the middle of a row of batches, bring about. */
onServer((engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.create();
    for (const sql of OLD) await database.query(sql);
  });
  afterEach(() => database.close());

  it('drops an index that an interrupted build left behind, and makes it again', async () => {
    await database.query('ALTER TABLE users ADD COLUMN cognito_id varchar(128)');
    await database.query(`UPDATE users SET cognito_id = 'twice' WHERE id IN ('1', '2')`);
    const build = 'CREATE UNIQUE INDEX CONCURRENTLY users_cognito_id_key ON users (cognito_id)';
    await expect(database.query(build)).rejects.toThrow(/could not create unique index/);
    await database.query('UPDATE users SET cognito_id = NULL');

    await deploy(database);

    await expectWhole();
  });

  it('says that its time is over, and the next run goes on', async () => {
    let calls = 0;
    const target = { ...DEFAULT_NAMES, isOurCluster: true };
    // As a clock that runs out after some batches.
    const patience = { remaining: () => (calls++ < 2 ? 600_000 : 1_000), sleep: async () => {} };

    const run = bringUpToDate(database.port, await readMigrationFiles(DIRECTORY), target, { patience });

    await expect(run).rejects.toBeInstanceOf(AdoptionUnfinishedError);
    const [{ left } = {}] = await database.query(
      'SELECT count(*)::int AS left FROM users WHERE cognito_id IS NULL',
    );
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(3000);
    await deploy(database);
    await expectWhole();
  });

  it('waits a moment for a table that somebody holds, lets those behind it pass, and tries again', async () => {
    const holder = await database.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM users LIMIT 1');
    const running = deploy(database);
    const reader = await database.connect();

    const started = performance.now();
    for (let n = 0; n < 20; n++) {
      await reader.query('SELECT count(*) FROM users');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const perRead = (performance.now() - started) / 20;
    await holder.query('COMMIT');
    await running;

    expect(perRead).toBeLessThan(500);
    await expectWhole();
  });

  it('may run several times at once on rows that are there', async () => {
    const sessions = await Promise.all([1, 2, 3].map(() => database.connect()));

    await Promise.all(sessions.map((session) => deploy(session)));

    await expectWhole();
  });

  async function expectWhole(): Promise<void> {
    expect(await database.port.transaction((execute) => schemaText(execute))).toBe(
      await readFile(join(DIRECTORY, 'schema.sql'), 'utf8'),
    );
    const odd =
      'SELECT count(*)::int AS odd FROM users WHERE cognito_id <> $1 || id OR email <> lower(email)';
    expect(await database.query(odd, ['unlinked:'])).toEqual([{ odd: 0 }]);
  }
});
