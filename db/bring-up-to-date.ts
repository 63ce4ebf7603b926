import { setTimeout as sleep } from 'node:timers/promises';
import { adoptUsers } from './adopt-users';
import type { Progress } from './adoption';
import { AdoptionRefusedError } from './adoption-finding';
import { planAdoption } from './adoption-plan';
import { checkAdoption } from './check-adoption';
import type { Database } from './database';
import type { DatabaseNames } from './database-names';
import { leavePublic } from './leave-public';
import { migrate, refuseNewer } from './migrate';
import type { MigrationFiles } from './migration-files';
import { lockMigrations } from './migration-lock';
import { readUsersFacts } from './read-users-facts';
import type { Patience } from './until-awake';
import { makeWorkflowRole, restrictPublic } from './workflow-role';

/** What a database is to become. */
export interface DatabaseTarget extends DatabaseNames {
  /** Whether the cluster holds nothing but users and what is ours. In one that others use, nothing of theirs is touched. */
  readonly isOurCluster: boolean;
}

/** How long it may take, and who is told how far it is. */
export interface BringUpOptions {
  readonly patience?: Patience;
  readonly progress?: Progress;
}

/**
 * Makes any database one that this release runs on, and answers the paths of the files that it applied: an empty one, one with
 * a table of users that applications use, one of an earlier release. Everything of ours but users stands in the schema
 * `user_registration`. Safe to repeat, safe if two run at once; a run that broke off is finished by the next. Throws
 * `NewerDatabaseError`, `AdoptionRefusedError` before anything is changed, and `AdoptionUnfinishedError`.
 */
export async function bringUpToDate(
  database: Database,
  files: MigrationFiles,
  target: DatabaseTarget,
  { patience = ENDLESS, progress = () => {} }: BringUpOptions = {},
): Promise<string[]> {
  const adoption = { database, names: target, patience, progress };
  await database.transaction((execute) => refuseNewer(execute, files));
  const { findings, plan } = await checkAdoption(database.alone, target, target);
  const blocking = findings.filter(({ blocks }) => blocks);
  if (blocking.length > 0) throw new AdoptionRefusedError(target.usersTable, blocking);

  await database.transaction(async (execute) => {
    await lockMigrations(execute);
    await execute('CREATE SCHEMA IF NOT EXISTS user_registration');
    await leavePublic(execute, target);
    await makeWorkflowRole(execute, target);
    if (target.isOurCluster) await restrictPublic(execute);
  });
  await adoptUsers(adoption, plan.expand);
  const applied = await migrate(database, files);
  const facts = await readUsersFacts(database.alone, target);
  await adoptUsers(adoption, planAdoption(facts, target).contract);
  return applied;
}

const ENDLESS: Patience = { remaining: () => Infinity, sleep: async (ms) => void (await sleep(ms)) };
