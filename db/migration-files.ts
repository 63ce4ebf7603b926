import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_NAMES, withNames, type DatabaseNames } from './database-names';

/** An SQL file: its path under the directory that was read, its text and the SHA-256 of that text. */
export interface SqlFile {
  readonly path: string;
  readonly text: string;
  readonly checksum: string;
}

/** Migrations run once, in order; functions run again whenever their text changes. */
export interface MigrationFiles {
  readonly migrations: readonly SqlFile[];
  readonly functions: readonly SqlFile[];
}

/**
 * Reads `migrations/NNNNNN_verb_object.sql` and `functions/*.sql` under a directory (`db` in the repository). Functions get the
 * names of this database, so that another name makes them anew; migrations speak of nothing that has another name elsewhere.
 */
export async function readMigrationFiles(
  directory: string,
  names: DatabaseNames = DEFAULT_NAMES,
): Promise<MigrationFiles> {
  const migrations = await readSqlFiles(directory, 'migrations');
  migrations.forEach(checkName);
  const functions = await readSqlFiles(directory, 'functions');
  return { migrations, functions: functions.map(({ path, text }) => sqlFile(path, withNames(text, names))) };
}

async function readSqlFiles(directory: string, folder: string): Promise<SqlFile[]> {
  const names = (await readdir(join(directory, folder))).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) =>
      sqlFile(`${folder}/${name}`, await readFile(join(directory, folder, name), 'utf8')),
    ),
  );
}

/** An SQL file of that path and text; a checkout that changed the line ends is no change. */
export function sqlFile(path: string, text: string): SqlFile {
  const unix = text.replaceAll('\r\n', '\n');
  return { path, text: unix, checksum: createHash('sha256').update(unix).digest('hex') };
}

function checkName(file: SqlFile, index: number): void {
  const number = String(index + 1).padStart(6, '0');
  if (new RegExp(`^migrations/${number}_[a-z0-9_]+\\.sql$`).test(file.path)) return;
  throw new Error(
    `${file.path}: expected ${number}_verb_object.sql; migrations are numbered from 000001 without gaps.`,
  );
}
