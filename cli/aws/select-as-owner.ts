import { setTimeout as sleep } from 'node:timers/promises';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { DEFAULT_NAMES, withNames } from '../../db/database-names';
import { untilAwake } from '../../db/until-awake';
import type { Session } from './session';

/** One row of any table, by the names of its columns. */
export type UserRow = Readonly<Record<string, unknown>>;

/** As the owner of the database: the workflow's own login may not read the table. `public.users` is whatever this stack uses. */
export async function selectAsOwner(session: Session, sql: string, value: string): Promise<UserRow[]> {
  const statement = new ExecuteStatementCommand({
    resourceArn: await session.output('DatabaseClusterArn'),
    secretArn: await session.output('DatabaseSecretArn'),
    database: await session.output('DatabaseName'),
    sql: withNames(sql, { ...DEFAULT_NAMES, usersTable: await session.output('UsersTable') }),
    parameters: [{ name: 'value', value: { stringValue: value } }],
    formatRecordsAs: 'JSON',
  });
  const { formattedRecords = '[]' } = await onceAwake(session, () =>
    session.client(RDSDataClient).send(statement),
  );
  return JSON.parse(formattedRecords) as UserRow[];
}

/** How long to ask in all, in ms. */
const PATIENCE = 120_000;

/** Asks the database, and again while it wakes up from a pause: the SDK does not take that for worth a retry. */
function onceAwake<Answer>({ terminal }: Session, ask: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + PATIENCE;
  let said = false;
  const saying = async (ms: number) => {
    if (!said) terminal.say('The database wakes up from its pause, which takes half a minute …');
    said = true;
    await sleep(ms);
  };
  return untilAwake({ remaining: () => deadline - Date.now(), sleep: saying }, ask);
}
