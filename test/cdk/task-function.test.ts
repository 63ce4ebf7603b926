import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Duration, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { TaskFunction } from '../../cdk/task-function';
import { synthesizeStack, type Resource } from './synthesize-stack';

const { assembly, template } = synthesizeStack({ bundle: true });
const functions = Object.values(template.Resources)
  .filter(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties['FunctionName'])
  .map((resource) => [`${resource.Properties['FunctionName'] as string}`, resource] as const);

describe('TaskFunction', () => {
  it('is what each of our functions is', () => {
    expect(functions.map(([name]) => name)).toEqual([
      'UserRegistration-PublishUserRegistered',
      'UserRegistration-ValidateUser',
      'UserRegistration-MigrateDatabase',
    ]);
  });

  it.each(functions)(
    '%s runs on Node.js 24 and arm64, is traced, and logs to a group of its own',
    (name, { Properties }) => {
      const groups = Object.entries(template.Resources).filter(
        ([, group]) => group.Properties['LogGroupName'] === `/aws/lambda/${name}`,
      );

      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: { Ref: groups[0]?.[0] } },
      });
      expect(groups[0]?.[1].Properties).toMatchObject({ RetentionInDays: 30 });
      // A network would add seconds to a cold start, and the Data API needs none.
      expect(Properties).not.toHaveProperty('VpcConfig');
    },
  );

  it.each(functions)('%s is one ES module that needs nothing but Node', (_, resource) => {
    const bundle = join(assetOf(resource), 'index.mjs');
    const load = `const m = await import(${JSON.stringify(pathToFileURL(bundle).href)}); console.log(typeof m.handler)`;

    // Started outside the repository: a dependency that was left out of the bundle is not found there.
    const kind = execFileSync(process.execPath, ['--input-type=module', '-e', load], {
      cwd: assetOf(resource),
      env: { ...environmentOf(resource), AWS_REGION: 'eu-central-1' },
      encoding: 'utf8',
      stdio: 'pipe',
    });

    expect(kind.trim()).toBe('function');
    expect(readFileSync(bundle).length).toBeLessThan(1_000_000);
  });

  // A cold start spends most of its time on reading code, and Cognito's user waits for the first of them.
  it.each([
    ['PublishUserRegistered', 370_000],
    ['ValidateUser', 400_000],
  ])('%s is a bundle of at most %d bytes, as deployed', (name, most) => {
    const found = functions.find(([id]) => id.endsWith(name))?.[1] as Resource;

    expect(statSync(join(assetOf(found), 'index.mjs')).size).toBeLessThanOrEqual(most);
  });

  it('puts the SQL beside the function that migrates', () => {
    const directory = assetOf(functions[2]?.[1] as Resource);
    const root = join(__dirname, '../../db');

    for (const folder of ['migrations', 'functions']) {
      expect(readdirSync(join(directory, folder))).toEqual(readdirSync(join(root, folder)));
    }
  });

  it.each(functions)(
    '%s has the same hash wherever it is made, as its source map names sources alike',
    (_, resource) => {
      const map = readFileSync(join(assetOf(resource), 'index.mjs.map'), 'utf8');
      const { sources } = JSON.parse(map) as { sources: string[] };

      // The test writes its assembly into a temporary directory.
      expect(sources.filter((source) => !/^\.\.\/\.\.\/(node_modules|tasks|db)\//.test(source))).toEqual([]);
    },
  );

  it('gives the trigger less time than Cognito gives it', () => {
    expect(functions[0]?.[1].Properties).toMatchObject({ Timeout: 4 });
  });

  it('reserves nothing unless told to: an account with the quota of ten would refuse the deploy', () => {
    const told = synthesizeStack({ context: { triggerConcurrency: '200' } }).template;
    const reserved = ({ Resources }: typeof template) =>
      Object.values(Resources).flatMap(
        ({ Properties }) => Properties?.['ReservedConcurrentExecutions'] ?? [],
      );

    expect(reserved(template)).toEqual([]);
    expect(reserved(told)).toEqual([200]);
  });

  it('says what to do about a construct without a file', () => {
    const create = () =>
      new TaskFunction(new Stack(), 'SendWelcomeMail', {
        description: '',
        timeout: Duration.seconds(1),
        logRetention: RetentionDays.ONE_DAY,
      });

    expect(create).toThrow('TaskFunction "SendWelcomeMail": there is no tasks/send-welcome-mail.lambda.ts.');
  });
});

function assetOf({ Properties }: Resource): string {
  const { S3Key } = Properties['Code'] as { S3Key: string };
  const directory = join(assembly.directory, `asset.${S3Key.replace('.zip', '')}`);
  if (existsSync(directory)) return directory;
  throw new Error(`There is no ${directory}`);
}

/** The variables as the function would find them; what only a deploy knows is a text. */
function environmentOf({ Properties }: Resource): Record<string, string> {
  const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(Variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : 'known-after-deploy',
    ]),
  );
}
