import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import { bringUpToDate, type BringUpOptions, type DatabaseTarget } from './bring-up-to-date';
import { dataApiDatabase } from './data-api';
import type { Database } from './database';
import { DEFAULT_NAMES } from './database-names';
import { readMigrationFiles, type MigrationFiles } from './migration-files';
import { readLoginCredentials } from './login-credentials';
import { NewerDatabaseError } from './newer-database-error';
import type { Patience } from './until-awake';
import { restoreReaderLogin } from './reader-login';
import { restoreWorkflowLogin } from './workflow-login';

const logger = new Logger();
const rdsData = new RDSDataClient({});
const secretsManager = new SecretsManagerClient({});

/** Runs on deploy, before the state machine is made; an error fails the deployment. The event says nothing. */
export async function handler(
  _event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ applied: string[] }> {
  const patience: Patience = { remaining: () => context.getRemainingTimeInMillis(), sleep };
  const database = dataApiDatabase(
    rdsData,
    {
      resourceArn: read('DATABASE_CLUSTER_ARN'),
      secretArn: read('DATABASE_SECRET_ARN'),
      database: read('DATABASE_NAME'),
    },
    patience,
  );
  const credentials = await readLoginCredentials(secretsManager, read('WORKFLOW_SECRET_ARN'));
  const target = {
    usersTable: process.env.USERS_TABLE ?? DEFAULT_NAMES.usersTable,
    workflowLogin: credentials.username,
    isOurCluster: process.env.CLUSTER_IS_OURS !== 'false',
  };
  // The bundle lies in the task root with the SQL files beside it.
  const directory = process.env.DATABASE_SQL_DIRECTORY ?? read('LAMBDA_TASK_ROOT');
  const applied = await bringOrLeave(database, await readMigrationFiles(directory, target), target, {
    patience,
    progress: (what, rows) => logger.info(`Adopting users: ${what}`, { rows }),
  });
  await restoreWorkflowLogin(database, credentials, target.workflowLogin);
  const { READER_SECRET_ARN: reader } = process.env;
  if (reader) await restoreReaderLogin(database, await readLoginCredentials(secretsManager, reader), target);
  logger.info('The database is ready for this release', { applied });
  return { applied };
}

/**
 * A deploy that rolls back runs the release before on the schema of the failed one. That release works with it, as
 * migrations and functions suit the one before; an error here would leave the stack in UPDATE_ROLLBACK_FAILED.
 */
async function bringOrLeave(
  database: Database,
  files: MigrationFiles,
  target: DatabaseTarget,
  options: BringUpOptions,
): Promise<string[]> {
  try {
    return await bringUpToDate(database, files, target, options);
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error;
    logger.warn('The database is newer than this release and is left as it is', { reason: error.message });
    return [];
  }
}

function read(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`The environment variable ${name} is not set; the construct of MigrateDatabase sets it.`);
  return value;
}
