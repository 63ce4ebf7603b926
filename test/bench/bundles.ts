import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median, round, type Figure } from './measure';

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: LambdaProperties }>;
}

interface LambdaProperties {
  readonly FunctionName?: string;
  readonly Code: { readonly S3Key: string };
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

const IMPORTS = 9;

/** Size and import time of each function of ours, from the template as it would be deployed. */
export function benchBundles(assemblyDir: string): Figure[] {
  const template = JSON.parse(
    readFileSync(join(assemblyDir, 'UserRegistration.template.json'), 'utf8'),
  ) as Template;
  return Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function' && Properties.FunctionName ? figuresOf(assemblyDir, Properties) : [],
  );
}

function figuresOf(
  assemblyDir: string,
  { FunctionName: name, Code, Environment }: LambdaProperties,
): Figure[] {
  const file = join(assemblyDir, `asset.${Code.S3Key.replace('.zip', '')}`, 'index.mjs');
  const variables = Environment?.Variables ?? {};
  return [
    { name: `${name}, bundle`, value: round(statSync(file).size / 1000), unit: 'kB' },
    { name: `${name}, import`, value: importTime(file, variables), unit: 'ms' },
    {
      name: `${name}, import without source maps`,
      value: importTime(file, { ...variables, NODE_OPTIONS: '' }),
      unit: 'ms',
    },
  ];
}

/** The median of fresh processes with the variables as deployed; what only a deploy knows is a text. */
function importTime(file: string, variables: Readonly<Record<string, unknown>>): number {
  const script = `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - start); process.exit();`;
  const texts = Object.entries(variables).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : name,
  ]);
  const env = {
    PATH: process.env.PATH,
    AWS_REGION: 'us-east-1',
    ...Object.fromEntries(texts),
  } as NodeJS.ProcessEnv;
  const run = () =>
    execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    });
  return round(median(Array.from({ length: IMPORTS }, () => Number(run().trim().split('\n').at(-1)))));
}
