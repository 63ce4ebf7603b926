import { migrate } from '../../db/migrate';
import { sqlFile, type MigrationFiles } from '../../db/migration-files';
import type { TestDatabase } from './engine';
import { deploy, onEveryDatabase, onServer } from './on-every-database';

const ONE = ['000001_create_a', 'CREATE TABLE a (x text)'] as const;
const TWO = ['000002_fill_a', `INSERT INTO a VALUES ('1;'); INSERT INTO a VALUES ('2')`] as const;
const VIEW = [
  'count_a',
  'CREATE OR REPLACE FUNCTION count_a() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM a; $$',
] as const;

onEveryDatabase((engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.create();
  });
  afterEach(() => database.close());

  it('applies what is missing in order, migrations before functions, and says what it applied', async () => {
    expect(await migrate(database.port, files([ONE, TWO], [VIEW]))).toEqual([
      'migrations/000001_create_a.sql',
      'migrations/000002_fill_a.sql',
      'functions/count_a.sql',
    ]);
    expect(await database.query('SELECT count_a()::int AS count')).toEqual([{ count: 2 }]);
  });

  it('does nothing when it is repeated', async () => {
    await migrate(database.port, files([ONE, TWO], [VIEW]));

    expect(await migrate(database.port, files([ONE, TWO], [VIEW]))).toEqual([]);
    expect(await database.query('SELECT count_a()::int AS count')).toEqual([{ count: 2 }]);
  });

  it('applies a later migration and a changed function, and no other', async () => {
    await migrate(database.port, files([ONE], [VIEW, ['one', VIEW[1].replaceAll('count_a', 'one')]]));
    const changed = [VIEW[0], VIEW[1].replace('count(*)', 'count(*) * 10')] as const;

    expect(
      await migrate(
        database.port,
        files([ONE, TWO], [changed, ['one', VIEW[1].replaceAll('count_a', 'one')]]),
      ),
    ).toEqual(['migrations/000002_fill_a.sql', 'functions/count_a.sql']);
    expect(await database.query('SELECT count_a()::int AS count')).toEqual([{ count: 20 }]);
  });

  it('takes a function back to an earlier text', async () => {
    await migrate(database.port, files([ONE], [VIEW]));
    await migrate(database.port, files([ONE], [[VIEW[0], VIEW[1].replace('count(*)', 'count(*) + 7')]]));

    expect(await migrate(database.port, files([ONE], [VIEW]))).toEqual(['functions/count_a.sql']);
    expect(await database.query('SELECT count_a()::int AS count')).toEqual([{ count: 0 }]);
  });

  it('rolls a failed migration back whole and says where it failed', async () => {
    const bad = ['000002_break_a', `INSERT INTO a VALUES ('1');\n\nINSERT INTO b VALUES (2);`] as const;

    await expect(migrate(database.port, files([ONE, bad]))).rejects.toThrow(
      /^migrations\/000002_break_a\.sql, statement 2 of 2 \(line 3\): relation "b" does not exist$/,
    );
    expect(await database.query('SELECT x FROM a')).toEqual([]);
    expect(await migrate(database.port, files([ONE, TWO]))).toEqual(['migrations/000002_fill_a.sql']);
  });

  it('applies changed functions together or not at all', async () => {
    const broken = ['zero', 'CREATE FUNCTION zero() RETURNS nonsense LANGUAGE sql AS $$ $$'] as const;

    await expect(migrate(database.port, files([ONE], [VIEW, broken]))).rejects.toThrow(
      /^functions\/zero\.sql, statement 1 of 1/,
    );
    await expect(database.query('SELECT count_a()')).rejects.toThrow(/does not exist/);
  });

  it('refuses a migration that was changed after it was applied, and changes nothing', async () => {
    await migrate(database.port, files([ONE]));

    await expect(migrate(database.port, files([[ONE[0], `${ONE[1]};`], TWO]))).rejects.toThrow(
      'migrations/000001_create_a.sql was changed after it was applied',
    );
    expect(await database.query('SELECT x FROM a')).toEqual([]);
  });

  it('takes other line ends for no change', async () => {
    await migrate(database.port, files([[ONE[0], 'CREATE TABLE a (\nx text\n)']]));

    expect(await migrate(database.port, files([[ONE[0], 'CREATE TABLE a (\r\nx text\r\n)']]))).toEqual([]);
  });

  it('refuses a database that is newer than this release', async () => {
    await migrate(database.port, files([ONE, TWO], [VIEW]));

    await expect(migrate(database.port, files([ONE], [[VIEW[0], `${VIEW[1]};`]]))).rejects.toThrow(
      /has migrations\/000002_fill_a\.sql, which this release does not know: it is newer/,
    );
  });
});

onServer((engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.create();
  });
  afterEach(() => database.close());

  it('may run several times at once: each file is applied once', async () => {
    const sessions = await Promise.all([1, 2, 3, 4].map(() => database.connect()));

    const applied = (await Promise.all(sessions.map((session) => deploy(session)))).flat();

    expect(applied.sort()).toEqual([...new Set(applied)].sort());
    expect(await deploy(database)).toEqual([]);
  });
});

type Text = readonly [name: string, text: string];

function files(migrations: readonly Text[], functions: readonly Text[] = []): MigrationFiles {
  const inFolder =
    (folder: string) =>
    ([name, text]: Text) =>
      sqlFile(`${folder}/${name}.sql`, text);
  return {
    migrations: migrations.map(inFolder('migrations')),
    functions: functions.map(inFolder('functions')),
  };
}
