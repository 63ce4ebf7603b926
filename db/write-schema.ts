import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from './migrate';
import { readMigrationFiles } from './migration-files';
import { pgliteDatabase } from './pglite-database';
import { schemaText } from './schema-text';

/** Writes `db/schema.sql`, what the migrations make of an empty database: `npm run schema`. */
async function writeSchema(): Promise<void> {
  const pglite = await PGlite.create();
  const database = pgliteDatabase(pglite);
  await migrate(database, await readMigrationFiles(__dirname));
  await writeFile(join(__dirname, 'schema.sql'), await database.transaction(schemaText));
  await pglite.close();
}

void writeSchema();
