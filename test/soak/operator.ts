import { run } from '../../cli/program';
import type { LocalCloud } from 'local-cloud';
import { whileTimePasses } from './while-time-passes';

/** An operator at the command line, who looks at the end of every night. */
export interface Operator {
  /** Replays whatever is parked; answers how many were. */
  replayAll(): Promise<number>;
  /** Moves dead letters back; answers how many there were. */
  redrive(): Promise<number>;
}

interface Replayed {
  readonly results: readonly unknown[];
}

interface Moved {
  readonly moved: Readonly<Record<string, number>>;
}

/** The cloud may be another one after a restart. */
export function operatorOf(cloud: () => LocalCloud): Operator {
  const ask = async <Answer>(...args: string[]): Promise<Answer> => {
    process.env.AWS_ENDPOINT_URL = cloud().endpoint;
    return JSON.parse(await whileTimePasses(cloud(), registrar('--json', ...args))) as Answer;
  };
  return {
    async replayAll() {
      const swift = ['--rate', '1000', '--concurrency', '4', '--keep-going'];
      return (await ask<Replayed>('replay', '--all', ...swift, '--reason', 'the soak')).results.length;
    },
    async redrive() {
      const { moved } = await ask<Moved>('dead-letters', 'redrive');
      return Object.values(moved).reduce((sum, count) => sum + count, 0);
    },
  };
}

/** Runs a command line; what it says on stdout. Some replays may fail, a fault of the program may not be. */
async function registrar(...args: string[]): Promise<string> {
  const said = { stdout: '', stderr: '' };
  const code = await run(args, {
    stdout: { write: (text: string) => (said.stdout += text) },
    stderr: { write: (text: string) => (said.stderr += text) },
  });
  if (code === 0 || code === 3) return said.stdout;
  throw new Error(`registrar ${args.join(' ')} ended with ${code}:\n${said.stderr}${said.stdout}`);
}
