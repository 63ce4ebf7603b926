import type { Database, Execute } from './database';
import type { MigrationFiles, SqlFile } from './migration-files';
import { lockMigrations } from './migration-lock';
import { NewerDatabaseError } from './newer-database-error';
import { splitStatements } from './split-statements';

/** What the database says it has: the checksum of each applied file by its path. */
type Ledger = ReadonlyMap<string, string>;

/**
 * Brings the database to the newest schema and answers the paths of the files that it applied. Safe to repeat, safe if two
 * run at once, and a run that broke off is finished by the next: each migration, and then all changed functions together,
 * is one transaction that takes a lock, reads the ledger and writes it.
 */
export async function migrate(database: Database, files: MigrationFiles): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const step = await database.transaction((execute) => applyNext(execute, files));
    if (step.length === 0) return applied;
    applied.push(...step);
  }
}

/** Throws `NewerDatabaseError` when the database has a migration that these files do not have; changes nothing. */
export async function refuseNewer(execute: Execute, files: MigrationFiles): Promise<void> {
  const [ledger] = await execute(
    `SELECT 1 WHERE to_regclass('user_registration.schema_migrations') IS NOT NULL`,
  );
  if (ledger) checkLedger(await readLedger(execute), files.migrations);
}

async function applyNext(execute: Execute, files: MigrationFiles): Promise<string[]> {
  const ledger = await openLedger(execute);
  checkLedger(ledger, files.migrations);
  const migration = files.migrations.find((file) => !ledger.has(file.path));
  const changed = files.functions.filter((file) => ledger.get(file.path) !== file.checksum);
  const step = migration ? [migration] : changed;
  for (const file of step) await apply(execute, file);
  return step.map((file) => file.path);
}

async function openLedger(execute: Execute): Promise<Ledger> {
  await lockMigrations(execute);
  await execute('CREATE SCHEMA IF NOT EXISTS user_registration');
  await execute(`CREATE TABLE IF NOT EXISTS user_registration.schema_migrations (
    path VARCHAR(255) CONSTRAINT schema_migrations_pkey PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`);
  return readLedger(execute);
}

async function readLedger(execute: Execute): Promise<Ledger> {
  const rows = await execute('SELECT path, checksum FROM user_registration.schema_migrations');
  return new Map(rows.map(([path, checksum]) => [String(path), String(checksum)]));
}

function checkLedger(ledger: Ledger, migrations: readonly SqlFile[]): void {
  const known = new Map(migrations.map((file) => [file.path, file.checksum]));
  for (const [path, checksum] of ledger) {
    if (!path.startsWith('migrations/')) continue;
    if (!known.has(path)) throw new NewerDatabaseError(path);
    if (known.get(path) !== checksum) {
      throw new Error(
        `${path} was changed after it was applied. Restore its text and put the change into a new migration.`,
      );
    }
  }
}

async function apply(execute: Execute, file: SqlFile): Promise<void> {
  const statements = splitStatements(file.text);
  for (const [index, { text, line }] of statements.entries()) {
    await execute(text).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(
        `${file.path}, statement ${index + 1} of ${statements.length} (line ${line}): ${reason}`,
        { cause },
      );
    });
  }
  await execute(
    `INSERT INTO user_registration.schema_migrations (path, checksum) VALUES ($1, $2)
     ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum, applied_at = CURRENT_TIMESTAMP`,
    [file.path, file.checksum],
  );
}
