import { createCognito } from './services/cognito/cognito-service';
import { createDynamoDb } from './services/dynamodb/dynamodb-service';
import { createEvents } from './services/events/events-service';
import { createLambda } from './services/lambda/lambda-service';
import { createLogs } from './services/logs/logs-service';
import { createPipes } from './services/pipes/pipes-service';
import { createRdsData } from './services/rds-data/rds-data-service';
import { createSchemas } from './services/schemas/schemas-service';
import { createSecretsManager } from './services/secretsmanager/secretsmanager-service';
import { createSns } from './services/sns/sns-service';
import { createSqs } from './services/sqs/sqs-service';
import { createStates } from './services/states/states-service';
import { createSts } from './services/sts/sts-service';
import type { CloudContext } from './kernel/cloud-context';
import type { Service } from './kernel/service';

export interface LocalServicesOptions {
  /** PostgreSQL server for the Data API, instead of the embedded one. */
  readonly databaseUrl?: string;
}

/**
 * Every emulated service, in the order of starting and stopped in the reverse: what is called comes before what calls it,
 * and the database, which takes longest to load, comes first.
 */
export function createServices(context: CloudContext, { databaseUrl }: LocalServicesOptions): Service[] {
  return [
    createRdsData(context, { databaseUrl }),
    createSecretsManager(context),
    createLogs(context),
    createSts(context),
    createSchemas(context),
    createDynamoDb(context),
    createSqs(context),
    createSns(context),
    createLambda(context),
    createStates(context),
    createEvents(context),
    createPipes(context),
    createCognito(context),
  ];
}
