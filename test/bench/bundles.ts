import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { round, type Figure } from './measure';

interface Assets {
  readonly files: Record<string, { displayName: string; source: { path: string; packaging: string } }>;
}

interface Template {
  readonly Resources: Record<string, { Properties?: { Environment?: { Variables?: object } } }>;
}

/** Size and import time of each Lambda bundle, as it would be uploaded. */
export function benchBundles(assemblyDir: string): Figure[] {
  const assets = JSON.parse(
    readFileSync(join(assemblyDir, 'UserRegistration.assets.json'), 'utf8'),
  ) as Assets;
  const env = functionEnvironment(assemblyDir);
  return Object.values(assets.files)
    .map(({ displayName, source }) => ({
      name: displayName.replace(/\/Code$/, ''),
      file: join(assemblyDir, source.path, 'index.mjs'),
    }))
    .filter(({ file }) => existsSync(file))
    .flatMap(({ name, file }) => [
      { name: `${name}, bundle`, value: round(statSync(file).size / 1024), unit: 'KiB' },
      { name: `${name}, import`, value: importTime(file, env), unit: 'ms' },
    ]);
}

/** The best of five fresh processes: the others measure the machine. */
function importTime(file: string, env: NodeJS.ProcessEnv): number {
  const script = `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - start); process.exit();`;
  const run = () =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
  const runs = Array.from({ length: 5 }, () => Number(run().trim().split('\n').at(-1)));
  return round(Math.min(...runs));
}

/** Every variable that a function of the template reads at its start, with any value. */
function functionEnvironment(assemblyDir: string): NodeJS.ProcessEnv {
  const { Resources } = JSON.parse(
    readFileSync(join(assemblyDir, 'UserRegistration.template.json'), 'utf8'),
  ) as Template;
  const names = Object.values(Resources).flatMap(({ Properties }) =>
    Object.keys(Properties?.Environment?.Variables ?? {}),
  );
  return { ...process.env, ...Object.fromEntries(names.map((name) => [name, '1'])), AWS_REGION: 'us-east-1' };
}
