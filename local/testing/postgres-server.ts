import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

const PASSWORD = 'of a server that lives as long as its tests';

/** Starts a server in a new directory, reached through a socket in it, so that no port can be taken. */
export async function startServer({ initdb, postgres, runAs }: ServerBinaries): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'postgres-'));
  const [data, passwordFile] = [join(directory, 'data'), join(directory, 'password')];
  writeFileSync(passwordFile, PASSWORD);
  if (runAs) [directory, passwordFile].forEach((path) => chownSync(path, runAs.uid, runAs.gid));
  const initial = [
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
  execFileSync(initdb, initial, { ...runAs, cwd: directory, stdio: 'pipe' });
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

async function untilUp(admin: ClientConfig): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client(admin);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(100);
    }
  }
}
