import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { DEFAULT_NAMES, tableName } from '../../db/database-names';
import { isAsleep } from '../../db/until-awake';
import type { Session } from '../aws/session';
import { type Reading, readPart } from './reading';

/** Whether the table of users can be read, with the login that may do nothing else; no reading where there is no such login. */
export async function readDatabase(session: Session): Promise<Reading[]> {
  const secretArn = await session.outputIfAny('ReaderSecretArn');
  if (secretArn === undefined) return [];
  return [await readPart(session, 'database', () => askOnce(session, secretArn))];
}

/** One question: it wakes a database that sleeps, and does not wait for that. */
async function askOnce(session: Session, secretArn: string): Promise<Omit<Reading, 'part'>> {
  const usersTable = await session.output('UsersTable');
  const command = new ExecuteStatementCommand({
    resourceArn: await session.output('DatabaseClusterArn'),
    secretArn,
    database: await session.output('DatabaseName'),
    sql: `SELECT 1 FROM ${tableName({ ...DEFAULT_NAMES, usersTable })} LIMIT 1`,
  });
  try {
    await session.client(RDSDataClient).send(command);
    return { level: 'green', says: 'answers, and users can be read' };
  } catch (error) {
    return told(error);
  }
}

/** What the database or its Data API says is a reading; that we may not ask is none. */
function told(error: unknown): Omit<Reading, 'part'> {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'DatabaseResumingException')
    return { level: 'green', says: 'was asleep, and wakes up now, which takes half a minute' };
  if (isAsleep(error) || error.name === 'DatabaseErrorException')
    return { level: 'red', says: `does not answer: ${error.name}: ${error.message}` };
  throw error;
}
