import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** A local cloud in a process of its own, which a test may kill. */
export interface KilledCloud {
  readonly endpoint: string;
  /** `kill -9`: nothing gets to say goodbye. */
  kill(): Promise<void>;
}

/** Runs the local cloud on this data directory; resolves when it says that it is ready. */
export async function startProcess(dataDir: string): Promise<KilledCloud> {
  const child = spawn(process.execPath, ['local/local-cloud.js', '--data-dir', dataDir, '--port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, DATABASE_URL: '' },
  });
  return { endpoint: await ready(child), kill: () => kill(child) };
}

function ready(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const endpoint = /Ready on (\S+)/.exec(said)?.[1];
      if (endpoint) resolve(endpoint);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The local cloud ended with ${code}:\n${said}`)));
  });
}

/** The whole group: functions run in children. */
function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('close', () => resolve());
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  });
}
