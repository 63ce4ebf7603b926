import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');

/** An application that has installed the package as `npm pack` makes it, with dependencies of its own, and nothing else. */
export interface Application {
  readonly directory: string;
  /** Bytes that an installation downloads. */
  readonly packedSize: number;
  /** Runs a Node.js program of it, and answers what it wrote. Rejects when it fails. */
  node(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  remove(): void;
}

/** Packs this repository, and installs it into a copy of the application in this directory. */
export async function installInto(application: string): Promise<Application> {
  const directory = mkdtempSync(join(tmpdir(), 'application-'));
  cpSync(application, directory, { recursive: true });
  const modules = join(directory, 'node_modules');
  mkdirSync(join(modules, '@types'), { recursive: true });
  for (const name of OWN_DEPENDENCIES) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  const packedSize = await unpack(join(modules, 'user-registration'), directory);
  return {
    directory,
    packedSize,
    node: (args, env) => run(process.execPath, args, directory, env),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/** Those of its package.json that it runs with; `npm install` would load them anew. */
const OWN_DEPENDENCIES = ['aws-cdk-lib', 'constructs', 'tsx', '@types/node'];

async function unpack(target: string, directory: string): Promise<number> {
  await run('npm', ['run', '--silent', 'build:package'], ROOT);
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', directory];
  const [packed] = JSON.parse(await run('npm', pack, ROOT)) as { filename: string; size: number }[];
  await run('tar', ['-xzf', packed!.filename], directory);
  renameSync(join(directory, 'package'), target);
  return packed!.size;
}

async function run(program: string, args: readonly string[], cwd: string, more = {}): Promise<string> {
  const env = { ...process.env, CDK_VALIDATION: 'false', ...more };
  const { stdout } = await promisify(execFile)(program, args, { cwd, env, maxBuffer: 1 << 24 });
  return stdout;
}
