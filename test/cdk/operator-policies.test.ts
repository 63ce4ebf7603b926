import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findResource, synthesizeStack } from './synthesize-stack';

const COMMANDS = join(__dirname, '../../cli/commands');
const SESSION = join(COMMANDS, '../aws/session.ts');
const verbs = readdirSync(COMMANDS)
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'verb');

/** Change nothing. Every other command is one that acts. */
const LOOK = ['dead-letters', 'executions', 'failures', 'show', 'status', 'try'];

/** Files that a command imports for something else than their calls. */
const ELSE: Record<string, string[]> = {
  'dead-letters': ['commands/dead-letters-redrive.ts'], // a verb of its own
  try: ['replay/start-execution.ts', 'trial/mark-publication.ts'], // its client; with --for-real only
};

/** What a call needs beside the right to make it (the page of each operation, and of the service's keys). */
const ALONG_WITH: Record<string, string[]> = {
  'dynamodb:GetItem': ['kms:Decrypt', 'kms:DescribeKey'],
  'dynamodb:UpdateItem': [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ],
  'rds-data:ExecuteStatement': ['secretsmanager:GetSecretValue'],
};

const LOGIN = 'secretsmanager:GetSecretValue';
const { template } = synthesizeStack();
const look = actionsOf('OperatorPoliciesLook');
const act = actionsOf('OperatorPoliciesAct');

describe('OperatorPolicies', () => {
  it.each(LOOK)('let look do what "registrar %s" calls', (verb) => {
    expect(neededBy(verb).filter((action) => !look.includes(action))).toEqual([]);
  });

  it.each(verbs.filter((verb) => !LOOK.includes(verb)))(
    'let look and act together do what "registrar %s" calls',
    (verb) => {
      expect(neededBy(verb).filter((action) => ![...look, ...act].includes(action))).toEqual([]);
    },
  );

  it('let nobody do anything that no command calls', () => {
    // TestState for real is given the role of the workflow.
    const called = new Set([...verbs.flatMap(neededBy), 'iam:PassRole']);

    expect([...look, ...act].filter((action) => !called.has(action))).toEqual([]);
  });

  it('let look change nothing', () => {
    // To look at a message is to receive it and show it again.
    const reads =
      /:(Get|List|Describe|Query|Scan|Filter|Decrypt|TestState|ReceiveMessage|ChangeMessageVisibility)/;
    const logins = statementsOf('OperatorPoliciesLook').filter(({ Action }) => Action.includes(LOGIN));

    // To ask the database is to execute a statement, with the one login that can only read.
    expect(look.filter((action) => !reads.test(action))).toEqual(['rds-data:ExecuteStatement']);
    expect(logins.map(({ Resource }) => JSON.stringify(Resource))).toEqual([
      expect.stringMatching(/^\{"Ref":"UserDatabaseReaderSecret\w+"\}$/),
    ]);
  });

  it('let look read the log of the registration workflow and of its function, and no other', () => {
    const resources = statementsOf('OperatorPoliciesLook')
      .filter(({ Action }) => [Action].flat().includes('logs:FilterLogEvents'))
      .flatMap(({ Resource }) => Resource);

    expect(resources.map((each) => JSON.stringify(each)).sort()).toEqual([
      expect.stringMatching(/RegistrationWorkflowLogs/),
      expect.stringMatching(/ValidateUserLogs/),
    ]);
  });

  it('name a resource for each action, but for those that know none', () => {
    const anywhere = ['OperatorPoliciesLook', 'OperatorPoliciesAct']
      .flatMap(statementsOf)
      .filter(({ Resource }) => JSON.stringify(Resource).includes('"*"'));

    expect(anywhere.flatMap(({ Action }) => Action).sort()).toEqual([
      'cloudwatch:GetMetricData',
      'states:TestState',
    ]);
  });
});

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

function statementsOf(idPrefix: string): Statement[] {
  const { PolicyDocument } = findResource(template, 'AWS::IAM::ManagedPolicy', idPrefix).Properties;
  return (PolicyDocument as { Statement: Statement[] }).Statement;
}

function actionsOf(idPrefix: string): string[] {
  return statementsOf(idPrefix).flatMap(({ Action }) => Action);
}

/** The actions behind every SDK command that a verb's file, its session, or what these import makes. */
function neededBy(verb: string): string[] {
  const apart = (ELSE[verb] ?? []).map((file) => join(COMMANDS, '..', file));
  const files = reach(SESSION, reach(join(COMMANDS, `${verb}.ts`), new Set(apart)));
  const calls = [...files].filter((file) => !apart.includes(file)).flatMap(callsIn);
  return [...new Set(calls.flatMap((call) => [call, ...(ALONG_WITH[call] ?? [])]))];
}

function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*?from '(\.[^']+)'/gm);
  for (const [, path] of imports) {
    const found = join(dirname(file), `${path}.ts`);
    if (existsSync(found)) reach(found, seen);
  }
  return seen;
}

function callsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const packages = [...text.matchAll(/import\s*\{([^}]*)\}\s*from '@aws-sdk\/([a-z-]+)'/g)];
  return [...text.matchAll(/(?:new (\w+)Command|(?<!function )paginate(\w+))\(/g)].flatMap(
    ([, one, many]) => {
      const name = one ?? many;
      const imported = one ? `${one}Command` : `paginate${many}`;
      const from = packages.find(([, names]) => names?.includes(imported))?.[2];
      return actionOf(String(from), String(name));
    },
  );
}

/** Which action a call is: by its name, except for these. */
function actionOf(client: string, name: string): string[] {
  // Neither asks for a right (STS, GetCallerIdentity; Cognito, SignUp: "doesn't evaluate IAM policies").
  if (['GetCallerIdentity', 'SignUp'].includes(name)) return [];
  if (client === 'lib-dynamodb')
    return [`dynamodb:${{ Get: 'GetItem', Update: 'UpdateItem', Delete: 'DeleteItem' }[name] ?? name}`];
  const prefix = PREFIXES[client];
  if (!prefix) throw new Error(`Which prefix have the actions of ${client} (${name})?`);
  const calls = [`${prefix}:${name.replace(/Batch$/, '')}`];
  // SQS moves the messages in its caller's name (SQS developer guide, "Configure a dead-letter queue redrive").
  return name === 'StartMessageMoveTask' ? [...calls, 'sqs:DeleteMessage', 'sqs:SendMessage'] : calls;
}

const PREFIXES: Record<string, string> = {
  'client-cloudformation': 'cloudformation',
  'client-cloudwatch': 'cloudwatch',
  'client-cloudwatch-logs': 'logs',
  'client-cognito-identity-provider': 'cognito-idp',
  'client-eventbridge': 'events',
  'client-lambda': 'lambda',
  'client-pipes': 'pipes',
  'client-rds-data': 'rds-data',
  'client-sfn': 'states',
  'client-sns': 'sns',
  'client-sqs': 'sqs',
};
