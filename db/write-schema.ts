import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bringUpToDate } from './bring-up-to-date';
import { DEFAULT_NAMES } from './database-names';
import { readMigrationFiles } from './migration-files';
import { pgliteDatabase } from './pglite-database';
import { schemaText } from './schema-text';
import { restoreWorkflowLogin } from './workflow-login';

/** Writes `db/schema.sql`, what the migrations make of an empty database: `npm run schema`. */
async function writeSchema(): Promise<void> {
  const pglite = await PGlite.create();
  const database = pgliteDatabase(pglite);
  await bringUpToDate(database, await readMigrationFiles(__dirname), {
    ...DEFAULT_NAMES,
    isOurCluster: true,
  });
  await restoreWorkflowLogin(database, { username: DEFAULT_NAMES.workflowLogin, password: 'of nobody' });
  await writeFile(
    join(__dirname, 'schema.sql'),
    await database.transaction((execute) => schemaText(execute)),
  );
  await pglite.close();
}

void writeSchema();
