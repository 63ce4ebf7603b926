import { findingLine, type AdoptionPart } from '../adopt/adoption-part';
import { databasePart, type TableOptions } from '../adopt/database-part';
import { poolPart, type PoolOptions } from '../adopt/pool-part';
import { topicPart } from '../adopt/topic-part';
import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options extends TableOptions, PoolOptions {
  readonly check?: boolean;
}

/** `adopt --check`: what a deploy beside an existing world would find and do. */
export const adopt: Verb = (program, does) => {
  program
    .command('adopt')
    .description(
      'look at an existing database and user pool before a deploy: what would be done to them, and what stands in the way',
    )
    .option('--check', 'only look; a deploy is what adopts')
    .option('--cluster-arn <arn>', 'the Aurora cluster, else that of the stack')
    .option('--secret-arn <arn>', "the secret of the login that the migrations use, else the stack's")
    .option('--database <name>', 'the database in it')
    .option('--users-table <schema.table>', 'where users are rows, such as app.users')
    .option('--user-pool-id <id>', 'the user pool, else that of the stack')
    .option('--attach', 'the deploy is to give the pool its trigger (userPoolTrigger=attach)')
    .option('--accept-drift', 'although a stack made the pool (acceptDrift=true)')
    .addHelpText(
      'after',
      examples(
        'adopt --check   # of a stack that is deployed',
        'adopt --check --attach --user-pool-id us-east-1_Ab129faBb',
        'adopt --check --cluster-arn … --secret-arn … --database shop --users-table app.users',
      ),
    )
    .action(does(check));
};

/** Prints every part with its findings. Writes nothing. Ends with 3 when something stands in the way. */
async function check(session: Session, options: Options): Promise<ExitCode> {
  if (!options.check)
    throw new UserError({
      where: 'adopt',
      what: 'adopts nothing by itself',
      fix: 'A deploy does. Look first: npx registrar adopt --check',
    });
  const parts = await readParts(session, options);
  const blocking = parts.flatMap(({ findings }) => findings.filter(({ blocks }) => blocks));
  session.terminal.answer(
    () => parts.flatMap(({ lines, findings }) => [...lines, ...findings.map(findingLine)]),
    () => ({
      blocks: blocking.length,
      ...Object.fromEntries(parts.map(({ name, document }) => [name, document])),
    }),
  );
  session.terminal.say(
    blocking.length === 0
      ? 'Nothing stands in the way.'
      : `${blocking.length} of these stand in the way (✘); a deploy is refused before it changes anything.`,
  );
  return blocking.length === 0 ? exitCode.done : exitCode.unsuccessful;
}

/** What is looked at, in order: what is named, or all that the stack has. */
async function readParts(session: Session, options: Options): Promise<AdoptionPart[]> {
  const { clusterArn, secretArn, database, usersTable, userPoolId } = options;
  const namesDatabase = [clusterArn, secretArn, database, usersTable].some((given) => given !== undefined);
  const namesPool = userPoolId !== undefined;
  const namesNothing = !namesDatabase && !namesPool;
  return [
    ...(namesDatabase || namesNothing ? [await databasePart(session, options)] : []),
    ...(namesPool || namesNothing ? [await poolPart(session, options)] : []),
    ...(namesNothing ? await topicPart(session) : []),
  ];
}
