import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrationFiles } from '../../db/migration-files';

describe('readMigrationFiles', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'migration-files-'));
    await mkdir(join(directory, 'migrations'));
    await mkdir(join(directory, 'functions'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const write = (path: string) => writeFile(join(directory, path), 'SELECT 1');

  it('reads migrations and functions in the order of their names, and nothing else', async () => {
    const paths = [
      'migrations/000002_b.sql',
      'migrations/000001_a.sql',
      'functions/b.sql',
      'functions/a.sql',
      'functions/a.md',
    ];
    await Promise.all(paths.map(write));

    const { migrations, functions } = await readMigrationFiles(directory);

    expect(migrations.map(({ path }) => path)).toEqual([
      'migrations/000001_a.sql',
      'migrations/000002_b.sql',
    ]);
    expect(functions.map(({ path }) => path)).toEqual(['functions/a.sql', 'functions/b.sql']);
    expect(migrations[0]?.checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a gap', ['000001_a.sql', '000003_b.sql'], /000003_b\.sql: expected 000002_verb_object\.sql/],
    ['a number that two have', ['000001_a.sql', '000001_b.sql'], /000001_b\.sql: expected 000002_/],
    ['another form', ['1_a.sql'], /1_a\.sql: expected 000001_/],
  ])('refuses %s in the numbers', async (_what, names, message) => {
    await Promise.all(names.map((name) => write(`migrations/${name}`)));

    await expect(readMigrationFiles(directory)).rejects.toThrow(message);
  });
});
