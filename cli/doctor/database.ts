import { checkAdoption } from '../../db/check-adoption';
import { NEWEST_MIGRATION } from '../../db/newest-migration';
import { type Installation, readInstallation } from '../../db/read-installation';
import { lookAsOwner } from '../aws/owner-database';
import type { Session } from '../aws/session';
import { type Reading, readPart } from '../status/reading';

type Said = Omit<Reading, 'part'>;

/** Is the schema that of this release, may the workflow write, and are all rows adopted? Three readings of one look. */
export async function readDatabase(session: Session): Promise<Reading[]> {
  const look = lookAtDatabase(session);
  return Promise.all([
    readPart(session, 'schema', async () => schemaOf((await look).installation, await migrateAgain(session))),
    readPart(session, 'rights', async () => rightsOf((await look).installation, await migrateAgain(session))),
    readPart(session, 'table', async () => tableOf(await look, await migrateAgain(session))),
  ]);
}

async function lookAtDatabase(session: Session) {
  const usersTable = await session.output('UsersTable');
  const names = { usersTable, workflowLogin: await session.output('WorkflowLogin') };
  return lookAsOwner(session, {}, async (execute) => {
    const installation = await readInstallation(execute, names);
    const { plan } = await checkAdoption(execute, names, { isOurCluster: false });
    return { usersTable, installation, open: [...plan.expand, ...plan.contract] };
  });
}

function schemaOf({ migrations }: Installation, then: string[]): Said {
  const newest = migrations.at(-1);
  if (newest === NEWEST_MIGRATION) return { level: 'green', says: `is at ${nameOf(newest)}` };
  if (newest !== undefined && newest > NEWEST_MIGRATION)
    return {
      level: 'yellow',
      says: `is at ${nameOf(newest)}, newer than this program, which knows ${nameOf(NEWEST_MIGRATION)}: update it`,
    };
  const says = newest === undefined ? 'was never made' : `is at ${nameOf(newest)}`;
  return {
    level: 'red',
    says: `${says}, and should be at ${nameOf(NEWEST_MIGRATION)}. Deploy, or migrate again:`,
    then,
  };
}

function rightsOf({ mayRegister, rightsOnUsers }: Installation, then: string[]): Said {
  if (!mayRegister)
    return {
      level: 'red',
      says: "the workflow's login may not call its functions: no registration is written. Migrate again:",
      then,
    };
  if (rightsOnUsers.length === 0)
    return { level: 'green', says: "the workflow's login may call its functions, and touch no row itself" };
  return {
    level: 'yellow',
    says: `the workflow's login may ${rightsOnUsers.join(', ')} users, which it does not need: has PUBLIC that right?`,
  };
}

function tableOf({ usersTable, open }: Awaited<ReturnType<typeof lookAtDatabase>>, then: string[]): Said {
  if (open.length === 0)
    return { level: 'green', says: `every row of ${usersTable} is filled, and its rules are proven` };
  const steps = open.map(({ what }) => what).join('; ');
  return {
    level: 'red',
    says: `${usersTable} is not adopted to the end, still to do: ${steps}. Go on:`,
    then,
  };
}

/** It is the deploy's function, and named like the trigger; it does what is missing and may be repeated. */
async function migrateAgain(session: Session): Promise<string[]> {
  const trigger = await session.output('TriggerFunctionArn');
  const migrate = trigger.replace(/PublishUserRegistered$/, 'MigrateDatabase');
  return [`aws lambda invoke --invocation-type Event --function-name ${migrate} /dev/null`];
}

function nameOf(path: string): string {
  return path.replace(/^migrations\/|\.sql$/g, '');
}
