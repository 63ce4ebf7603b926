import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import type { ServerBinaries } from './postgres-binaries';

/** A running server, and how its superuser gets in. */
export interface Server {
  readonly admin: ClientConfig;
  stop(): Promise<void>;
}

const CACHE = join(__dirname, '../../node_modules/.cache/local-cloud');
const PASSWORD = 'of a server that lives as long as its tests';

/** Starts a server in a new directory, reached through a socket in it, so that no port can be taken. */
export async function startServer({ initdb, postgres, runAs }: ServerBinaries): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(directory, 'data');
  if (runAs) chownSync(directory, runAs.uid, runAs.gid);
  copy(newCluster(initdb, runAs), data);
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'deadlock_timeout=100ms',
    'max_connections=60',
    'listen_addresses=',
  ];
  const options = ['-D', data, '-k', directory, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(postgres, options, { ...runAs, cwd: directory, stdio: 'ignore' });
  const admin = { host: directory, user: 'postgres', password: PASSWORD, database: 'postgres' };
  await untilUp(admin);
  return { admin, stop };

  async function stop(): Promise<void> {
    const exit = once(child, 'exit');
    child.kill('SIGQUIT');
    await exit;
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Where a cluster lies that nobody has used yet. Making one takes ten times as long as a copy, so it is made once a version. */
function newCluster(initdb: string, runAs: ServerBinaries['runAs']): string {
  const made = join(CACHE, `postgres-${createHash('sha256').update(initdb).digest('hex').slice(0, 8)}`);
  if (existsSync(made)) return made;
  const directory = mkdtempSync(join(tmpdir(), 'postgres-new-'));
  const [data, passwordFile] = [join(directory, 'data'), join(directory, 'password')];
  writeFileSync(passwordFile, PASSWORD);
  if (runAs) [directory, passwordFile].forEach((path) => chownSync(path, runAs.uid, runAs.gid));
  const options = [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--no-sync',
  ];
  execFileSync(initdb, options, { ...runAs, cwd: directory, stdio: 'pipe' });
  // Test files run at once: each copies its own into place, and one that comes later than another's is as good.
  mkdirSync(CACHE, { recursive: true });
  const draft = `${made}.${process.pid}`;
  copy(data, draft);
  try {
    renameSync(draft, made);
  } catch {
    rmSync(draft, { recursive: true });
  }
  rmSync(directory, { recursive: true });
  return made;
}

/** With owners and modes, without which PostgreSQL does not start. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

async function untilUp(admin: ClientConfig): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client(admin);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (attempt === 500) throw error;
      await sleep(20);
    }
  }
}
