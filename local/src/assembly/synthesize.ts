import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint';

export interface Synthesis {
  /** Directory of `cdk.json`. @default this project */
  readonly project?: string;
  /** A line for the person who watches. */
  readonly log?: (line: string) => void;
}

/** What an assembly is made from; the lock file stands for the libraries. */
const INPUTS = ['cdk', 'statemachine', 'tasks', 'db', 'package-lock.json', 'cdk.json', 'tsconfig.json'];
const STAMP = '.inputs.json';

/** Validation takes two thirds of a synthesis; `npm run synth`, `cdk deploy` and a test do it. */
const FASTER = { CDK_VALIDATION: 'false' };

/**
 * Brings the assembly up to date without the CDK's command line: an assembly of unchanged inputs is used as it is. A new
 * one replaces the old one only when it is complete. Resolves to its directory, `cdk.out`; rejects with the app's own words.
 */
export async function synthesize(synthesis: Synthesis = {}): Promise<string> {
  const { project = join(__dirname, '../../..'), log } = synthesis;
  const directory = join(project, 'cdk.out');
  const inputs = fingerprint(project, INPUTS);
  if (isCurrent(directory, inputs)) return directory;
  log?.('Synthesizing the stack …');
  const workshop = makeWorkshop(project);
  try {
    const fresh = join(workshop, 'fresh');
    await runApp(project, fresh);
    writeFileSync(join(fresh, STAMP), JSON.stringify({ inputs, assembly: outputsOf(fresh) }));
    replace(directory, fresh, join(workshop, 'old'));
  } catch (error) {
    // Another process may have been quicker with the same inputs.
    if (!isCurrent(directory, inputs)) throw error;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return directory;
}

/** In the project, so that directories are moved and not copied; `.local` is ignored by git. */
function makeWorkshop(project: string): string {
  try {
    mkdirSync(join(project, '.local'), { recursive: true });
    return mkdtempSync(join(project, '.local/synthesis-'));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(
      `The stack is synthesized inside ${project}, where nothing can be written (${code}). Give yourself the right to, or copy the project.`,
      { cause },
    );
  }
}

/** The stamp also names the assembly that it was written for: `cdk synth` writes another one into the same directory. */
function isCurrent(directory: string, inputs: string): boolean {
  const stamp = join(directory, STAMP);
  if (!existsSync(stamp)) return false;
  const known = JSON.parse(readFileSync(stamp, 'utf8')) as { inputs: string; assembly: string };
  return known.inputs === inputs && known.assembly === outputsOf(directory);
}

function outputsOf(directory: string): string {
  return fingerprint(directory, ['manifest.json']);
}

/** What the CDK's command line does: the app is told by its environment where to write, and its context. */
function runApp(project: string, output: string): Promise<void> {
  const { context = {} } = JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')) as {
    context?: object;
  };
  mkdirSync(output);
  const child = spawn(process.execPath, [require.resolve('tsx/cli'), 'cdk/app.ts'], {
    cwd: project,
    env: { ...process.env, ...FASTER, CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 && existsSync(join(output, 'manifest.json'))) return resolve();
      reject(
        new Error(`cdk/app.ts cannot be synthesized (exit code ${code}):\n${Buffer.concat(said).toString()}`),
      );
    });
  });
}

function replace(target: string, fresh: string, old: string): void {
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
}
