import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { readCdkProject, type CdkProject } from './cdk-project';
import { fingerprint } from './fingerprint';

export interface Synthesis {
  /** Directory of `cdk.json`. @default the current directory */
  readonly app?: string;
  /** A line for the person who watches. */
  readonly log?: (line: string) => void;
}

const STAMP = '.inputs.json';

/** Validation takes two thirds of a synthesis; `cdk synth` and `cdk deploy` do it. */
const FASTER = { CDK_VALIDATION: 'false' };

/**
 * Brings the assembly of a CDK app up to date without the CDK's command line: one of unchanged inputs is used as it is. A new
 * one replaces the old one only when it is complete. Resolves to its directory, `cdk.out`; rejects with the app's own words.
 */
export async function synthesize({ app = '.', log }: Synthesis = {}): Promise<string> {
  const directory = resolve(app);
  const project = readCdkProject(directory);
  const output = join(directory, 'cdk.out');
  const inputs = fingerprint(directory, project.inputs);
  if (isCurrent(output, inputs)) return output;
  log?.('Synthesizing the stack …');
  const workshop = makeWorkshop(directory);
  try {
    const fresh = join(workshop, 'fresh');
    await runApp(directory, project, fresh);
    writeFileSync(join(fresh, STAMP), JSON.stringify({ inputs, assembly: manifestOf(fresh) }));
    replace(output, fresh, join(workshop, 'old'));
  } catch (error) {
    // Another process may have been quicker with the same inputs.
    if (!isCurrent(output, inputs)) throw error;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return output;
}

/** In the project, so that directories are moved and not copied. */
function makeWorkshop(directory: string): string {
  try {
    mkdirSync(join(directory, '.local'), { recursive: true });
    return mkdtempSync(join(directory, '.local/synthesis-'));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(
      `The stack is synthesized inside ${directory}, where nothing can be written (${code}). Give yourself the right to, or copy the project.`,
      { cause },
    );
  }
}

/** The stamp also names the assembly that it was written for: `cdk synth` writes another one into the same directory. */
function isCurrent(output: string, inputs: string): boolean {
  const stamp = join(output, STAMP);
  if (!existsSync(stamp)) return false;
  const known = JSON.parse(readFileSync(stamp, 'utf8')) as { inputs: string; assembly: string };
  return known.inputs === inputs && known.assembly === manifestOf(output);
}

function manifestOf(output: string): string {
  return fingerprint(output, ['manifest.json']);
}

/** What the CDK's command line does: the app is told by its environment where to write, and its context. */
function runApp(directory: string, { app, context }: CdkProject, output: string): Promise<void> {
  mkdirSync(output);
  const PATH = [join(directory, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const told = { CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context) };
  const child = spawn(app, {
    shell: true,
    cwd: directory,
    env: { ...process.env, PATH, ...FASTER, ...told },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 && existsSync(join(output, 'manifest.json'))) return done();
      reject(
        new Error(`"${app}" synthesizes no stack (exit code ${code}):\n${Buffer.concat(said).toString()}`),
      );
    });
  });
}

function replace(target: string, fresh: string, old: string): void {
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
}
