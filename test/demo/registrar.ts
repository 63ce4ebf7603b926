import { spawn } from 'node:child_process';
import { builtRegistrar } from '../cli/built-registrar';

/** What one command said and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  /** Everything in the order in which it was written. */
  readonly both: string;
}

/** Runs the operator's command line as a program of its own, as an operator does. */
export async function registrar(endpoint: string, ...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, [await builtRegistrar(), ...args], {
    env: { ...process.env, AWS_ENDPOINT_URL: endpoint },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', both: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
    said.both += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (said.both += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}
