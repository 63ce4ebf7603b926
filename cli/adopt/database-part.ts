import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AdoptionStep } from '../../db/adoption-plan';
import { checkAdoption, type AdoptionCheck } from '../../db/check-adoption';
import { dataApiDatabase } from '../../db/data-api';
import type { DatabaseNames } from '../../db/database-names';
import type { Session } from '../aws/session';
import type { AdoptionPart } from './adoption-part';

/** The database to look at; what is not given comes from the outputs of the stack. */
export interface DatabaseOptions {
  readonly clusterArn?: string;
  readonly secretArn?: string;
  readonly database?: string;
  readonly usersTable?: string;
}

/** Clashing groups of rows that are named at most. */
const NAMED = 1_000;
/** Waking a paused cluster takes half a minute. */
const PATIENCE = 120_000;

/** Looks at the table of users as its owner, in a transaction that may only read. */
export async function databasePart(session: Session, options: DatabaseOptions): Promise<AdoptionPart> {
  const usersTable = options.usersTable ?? (await session.output('UsersTable'));
  const names = { usersTable, workflowLogin: 'registration_workflow' };
  const database = dataApiDatabase(clientOf(session), await targetOf(session, options), patience());
  const check = await database.transaction(async (execute) => {
    await execute('SET TRANSACTION READ ONLY');
    return checkAdoption(execute, names, { isOurCluster: false, named: NAMED });
  });
  return { name: 'database', findings: check.findings, lines: linesOf(check, names), document: check };
}

async function targetOf(session: Session, options: DatabaseOptions) {
  return {
    resourceArn: options.clusterArn ?? (await session.output('DatabaseClusterArn')),
    secretArn: options.secretArn ?? (await session.output('DatabaseSecretArn')),
    database: options.database ?? (await session.output('DatabaseName')),
  };
}

/** The Data API answers after 45 s at the latest, so whoever asks has to wait longer ("Controlling Data API timeout behavior"). */
function clientOf({ config }: Session): RDSDataClient {
  return new RDSDataClient({ ...config, requestHandler: { requestTimeout: 60_000 } });
}

function patience() {
  const deadline = Date.now() + PATIENCE;
  return { remaining: () => deadline - Date.now(), sleep: async (ms: number) => void (await sleep(ms)) };
}

function linesOf({ facts, plan }: AdoptionCheck, { usersTable }: DatabaseNames): string[] {
  const { users, session } = facts;
  const what = users
    ? `of ${users.owner}, ${users.rows < 0 ? 'not counted yet' : `about ${users.rows} rows`}`
    : 'is not there';
  const steps = [...plan.expand, ...plan.contract];
  return [
    `Table ${usersTable} (${what}), seen by ${session.role} in the database ${session.database}`,
    ...(steps.length === 0 ? ['  Nothing is left to do.'] : steps.flatMap(stepLines)),
  ];
}

const HOW: Readonly<Record<AdoptionStep['kind'], string>> = {
  short: 'holds the table for milliseconds',
  rows: 'in small batches',
  alone: 'beside readers and writers',
};

function stepLines({ what, kind, statements }: AdoptionStep, index: number): string[] {
  const sql = statements.flatMap((statement) => `${statement};`.split('\n'));
  return [`  ${index + 1}. ${what} (${HOW[kind]})`, ...sql.map((line) => `       ${line}`)];
}
