import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleFunction } from './bundle-function';
import { bundlePath } from './function-code';
import { writeDeclarations } from './write-declarations';

const ROOT = join(__dirname, '..');

/**
 * Writes what an application gets that installs the package, each part where it stands in the repository: the construct,
 * which needs `aws-cdk-lib` and `constructs` alone, the bundle of each function, and what the construct reads at synthesis.
 */
function writePackage(dist: string): void {
  rmSync(dist, { recursive: true, force: true });
  bundleConstruct(join(dist, 'cdk/user-registration.js'));
  writeDeclarations(ROOT, 'cdk/user-registration.ts', dist);
  for (const entry of [...filesIn('tasks', '.lambda.ts'), ...filesIn('db', '.lambda.ts')]) {
    const directory = bundlePath(dist, entry);
    mkdirSync(directory, { recursive: true });
    bundleFunction(ROOT, entry, directory);
  }
  for (const data of [...filesIn('statemachine', '.asl.yaml'), ...filesIn('tasks/shared/schemas', '.json')])
    cpSync(join(ROOT, data), join(dist, data));
}

function bundleConstruct(outfile: string): void {
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['cdk/user-registration.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['aws-cdk-lib', 'constructs'],
    logLevel: 'warning',
  });
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
}

writePackage(join(ROOT, 'dist'));
