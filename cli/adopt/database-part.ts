import type { AdoptionStep } from '../../db/adoption-plan';
import { checkAdoption, type AdoptionCheck } from '../../db/check-adoption';
import { DEFAULT_NAMES, type DatabaseNames } from '../../db/database-names';
import { lookAsOwner, type DatabaseOptions } from '../aws/owner-database';
import type { Session } from '../aws/session';
import type { AdoptionPart } from './adoption-part';

/** The table to look at, else that of the stack. */
export interface TableOptions extends DatabaseOptions {
  readonly usersTable?: string;
}

/** Clashing groups of rows that are named at most. */
const NAMED = 1_000;

/** Looks at the table of users as its owner, in a transaction that may only read. */
export async function databasePart(session: Session, options: TableOptions): Promise<AdoptionPart> {
  const usersTable = options.usersTable ?? (await session.output('UsersTable'));
  const workflowLogin =
    options.clusterArn === undefined ? await session.output('WorkflowLogin') : DEFAULT_NAMES.workflowLogin;
  const names = { usersTable, workflowLogin };
  const check = await lookAsOwner(session, options, (execute) =>
    checkAdoption(execute, names, { isOurCluster: false, named: NAMED }),
  );
  return { name: 'database', findings: check.findings, lines: linesOf(check, names), document: check };
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
