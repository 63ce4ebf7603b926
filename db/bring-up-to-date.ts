import { adoptUsers } from './adopt-users';
import type { Database } from './database';
import type { DatabaseNames } from './database-names';
import { leavePublic } from './leave-public';
import { migrate, refuseNewer } from './migrate';
import type { MigrationFiles } from './migration-files';
import { lockMigrations } from './migration-lock';
import { makeWorkflowRole, restrictPublic } from './workflow-role';

/** What a database is to become. */
export interface DatabaseTarget extends DatabaseNames {
  /** Whether the cluster holds nothing but users and what is ours. In one that others use, nothing of theirs is touched. */
  readonly isOurCluster: boolean;
}

/**
 * Makes any database one that this release runs on, and answers the paths of the files that it applied: an empty one, one with
 * an older table of users, one of an earlier release. Everything of ours but users stands in the schema `user_registration`.
 * Safe to repeat, safe if two run at once; a run that broke off is finished by the next. Throws `NewerDatabaseError`.
 */
export async function bringUpToDate(
  database: Database,
  files: MigrationFiles,
  target: DatabaseTarget,
): Promise<string[]> {
  await database.transaction(async (execute) => {
    await lockMigrations(execute);
    await refuseNewer(execute, files);
    await execute('CREATE SCHEMA IF NOT EXISTS user_registration');
    await leavePublic(execute, target);
    await makeWorkflowRole(execute, target);
    if (target.isOurCluster) await restrictPublic(execute);
    await adoptUsers(execute, target);
  });
  return migrate(database, files);
}
