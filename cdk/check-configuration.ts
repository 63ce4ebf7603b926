import { Resource, Stack, Token } from 'aws-cdk-lib';
import type { IResource } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { SETTINGS } from './settings';
import type { UserRegistrationProps } from './user-registration-props';

/** A configuration that nobody could deploy, or that would do something else than it says: all that is wrong with it. */
export class InvalidConfigurationError extends Error {
  override readonly name = 'InvalidConfigurationError';

  constructor(
    path: string,
    readonly problems: readonly string[],
  ) {
    super(`UserRegistration "${path}":\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** Throws one error that tells everything that is wrong: which choice, what was given, how to mend it. */
export function checkConfiguration(registration: Construct, props: UserRegistrationProps): void {
  const problems = [
    ...wrongSettings(props),
    ...wrongDatabase(props),
    ...wrongUserPool(props),
    ...wrongTopic(props),
    ...elsewhere(registration, props),
    ...secondInStack(registration),
  ];
  if (problems.length > 0) throw new InvalidConfigurationError(registration.node.path, problems);
}

/** The same rules as for the context. What only a deploy knows is not looked at. */
function wrongSettings(props: UserRegistrationProps): string[] {
  return Object.entries(SETTINGS).flatMap(([name, [, { read, wanted }]]) => {
    const given = (props as Readonly<Record<string, unknown>>)[name];
    const isKnown = given !== undefined && ![given].flat().some((part) => Token.isUnresolved(part));
    return when(isKnown && read(given) === undefined, () =>
      problem(name, given, 'is wrong', `Give ${wanted}.`),
    );
  });
}

function wrongDatabase(props: UserRegistrationProps): string[] {
  const { database, databaseSecret, databaseName, usersTable } = props;
  if (!database)
    return [
      ...useless(props, ['databaseSecret', 'databaseName', 'usersTable'], 'database', 'there is no database'),
    ];
  const family = database.engine?.engineType;
  return [
    ...when(!databaseSecret && !('secret' in database && database.secret), () =>
      problem(
        'databaseSecret',
        undefined,
        'is missing: the cluster names no secret of its own',
        'Give the secret of a login that owns the table (context databaseSecretArn).',
      ),
    ),
    ...when(databaseName === undefined, () =>
      problem(
        'databaseName',
        undefined,
        'is missing',
        `Give the database that holds ${usersTable ?? 'users'}.`,
      ),
    ),
    ...when(family !== undefined && family !== 'aurora-postgresql', () =>
      problem('database', family, 'is not Aurora PostgreSQL', 'Give a cluster of aurora-postgresql.'),
    ),
    ...useless(props, ['databaseMinCapacity', 'databaseZones'], undefined, "the cluster is its owner's"),
  ];
}

function wrongUserPool(props: UserRegistrationProps): string[] {
  const { userPool, userPoolTrigger, acceptDrift } = props;
  if (!userPool)
    return [
      ...when(userPoolTrigger !== undefined && userPoolTrigger !== 'owner', () =>
        problem(
          'userPoolTrigger',
          userPoolTrigger,
          'is for a pool that is there already',
          'Give userPool (context userPoolId), or leave it out.',
        ),
      ),
      ...useless(props, ['userPoolClient', 'acceptDrift'], 'userPool', 'there is no userPool'),
    ];
  return [
    ...useless(props, ['emailFrom', 'userPoolTier'], undefined, "the pool is its owner's"),
    ...when(userPoolTrigger === 'attach' && Resource.isOwnedResource(userPool) && !acceptDrift, () =>
      problem(
        'userPoolTrigger',
        userPoolTrigger,
        'would change a pool behind the back of the stack that makes it',
        'Say owner, or acceptDrift.',
      ),
    ),
    ...when(acceptDrift === true && userPoolTrigger !== 'attach', () =>
      problem('acceptDrift', true, 'is for attach only', 'Leave it out, or say userPoolTrigger attach.'),
    ),
  ];
}

function wrongTopic({ alertTopic }: UserRegistrationProps): string[] {
  return when(alertTopic !== undefined && alertTopic.topicArn.endsWith('.fifo'), () =>
    problem(
      'alertTopic',
      alertTopic?.topicArn,
      'is a FIFO topic, to which alarms cannot publish',
      'Give a standard topic.',
    ),
  );
}

/** The command line finds a registration by the outputs of its stack. */
const ofStack = new WeakMap<Stack, string>();

function secondInStack(registration: Construct): string[] {
  const stack = Stack.of(registration);
  const first = ofStack.get(stack);
  if (first === undefined) ofStack.set(stack, registration.node.path);
  return when(
    first !== undefined,
    () => `It needs a stack of its own, and "${stack.stackName}" has one: "${first}". Give each a stack.`,
  );
}

/** Everything works together in one account and region only: triggers, rules and alarms reach no further. */
function elsewhere(registration: Construct, props: UserRegistrationProps): string[] {
  const { account, region } = Stack.of(registration);
  const { userPool, database, bus, alertTopic, key } = props;
  return Object.entries({ userPool, database, bus, alertTopic, key }).flatMap(([name, resource]) =>
    when(
      resource !== undefined &&
        (differs(resource, 'account', account) || differs(resource, 'region', region)),
      () =>
        problem(
          name,
          `${resource?.env.account}, ${resource?.env.region}`,
          `is not where this stack is (${account}, ${region})`,
          'Give one of the same account and region.',
        ),
    ),
  );
}

function differs(resource: IResource & IConstruct, part: 'account' | 'region', here: string): boolean {
  const there = resource.env[part];
  return !Token.isUnresolved(there) && !Token.isUnresolved(here) && there !== here;
}

/** Choices that would be ignored in silence. */
function useless(
  props: UserRegistrationProps,
  names: readonly (keyof UserRegistrationProps)[],
  missing: string | undefined,
  why: string,
): string[] {
  return names
    .filter((name) => props[name] !== undefined)
    .map((name) =>
      problem(
        name,
        typeof props[name] === 'object' ? 'a resource' : props[name],
        `has no effect: ${why}`,
        missing ? `Give ${missing}, or leave it out.` : 'Leave it out.',
      ),
    );
}

function problem(choice: string, given: unknown, what: string, fix: string): string {
  return `${choice}${given === undefined ? '' : ` (${JSON.stringify(given)})`} ${what}. ${fix}`;
}

function when(wrong: boolean, tell: () => string): string[] {
  return wrong ? [tell()] : [];
}
