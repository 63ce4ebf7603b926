import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import { dataApiDatabase } from './data-api';
import { migrate } from './migrate';
import { readMigrationFiles } from './migration-files';
import { readWorkflowCredentials } from './workflow-credentials';
import { setWorkflowPassword } from './workflow-login';

const logger = new Logger();
const rdsData = new RDSDataClient({});
const secretsManager = new SecretsManagerClient({});

/** Runs on deploy, before the state machine is made; an error fails the deployment. The event says nothing. */
export async function handler(
  _event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ applied: string[] }> {
  const database = dataApiDatabase(
    rdsData,
    {
      resourceArn: read('DATABASE_CLUSTER_ARN'),
      secretArn: read('DATABASE_SECRET_ARN'),
      database: read('DATABASE_NAME'),
    },
    { remaining: () => context.getRemainingTimeInMillis(), sleep },
  );
  // The bundle lies in the task root with the SQL files beside it.
  const files = await readMigrationFiles(process.env.DATABASE_SQL_DIRECTORY ?? read('LAMBDA_TASK_ROOT'));
  const applied = await migrate(database, files);
  await setWorkflowPassword(
    database,
    await readWorkflowCredentials(secretsManager, read('WORKFLOW_SECRET_ARN')),
  );
  logger.info('The database is at the newest schema', { applied });
  return { applied };
}

function read(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`The environment variable ${name} is not set; the construct of MigrateDatabase sets it.`);
  return value;
}
