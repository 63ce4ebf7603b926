import { join } from 'node:path';
import { readMigrationFiles } from '../../db/migration-files';
import { NEWEST_MIGRATION } from '../../db/newest-migration';

it('is the last of the folder', async () => {
  const { migrations } = await readMigrationFiles(join(__dirname, '../../db'));

  expect(NEWEST_MIGRATION).toBe(migrations.at(-1)?.path);
});
