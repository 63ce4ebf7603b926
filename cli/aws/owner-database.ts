import { setTimeout as sleep } from 'node:timers/promises';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { dataApiDatabase } from '../../db/data-api';
import type { Database, Execute } from '../../db/database';
import type { Session } from './session';

/** The database to look at; what is not given comes from the outputs of the stack. */
export interface DatabaseOptions {
  readonly clusterArn?: string;
  readonly secretArn?: string;
  readonly database?: string;
}

/** Waking a paused cluster takes half a minute. */
const PATIENCE = 120_000;

/** Looks at the database as the owner of the users, in a transaction that may only read. */
export async function lookAsOwner<Answer>(
  session: Session,
  options: DatabaseOptions,
  look: (execute: Execute) => Promise<Answer>,
): Promise<Answer> {
  const database = await openDatabase(session, options);
  return database.transaction(async (execute) => {
    await execute('SET TRANSACTION READ ONLY');
    return look(execute);
  });
}

async function openDatabase(session: Session, options: DatabaseOptions): Promise<Database> {
  const target = {
    resourceArn: options.clusterArn ?? (await session.output('DatabaseClusterArn')),
    secretArn: options.secretArn ?? (await session.output('DatabaseSecretArn')),
    database: options.database ?? (await session.output('DatabaseName')),
  };
  const deadline = Date.now() + PATIENCE;
  const patience = {
    remaining: () => deadline - Date.now(),
    sleep: async (ms: number) => void (await sleep(ms)),
  };
  return dataApiDatabase(clientOf(session), target, patience);
}

/** The Data API answers after 45 s at the latest, so whoever asks has to wait longer ("Controlling Data API timeout behavior"). */
function clientOf({ config }: Session): RDSDataClient {
  return new RDSDataClient({ ...config, requestHandler: { requestTimeout: 60_000 } });
}
