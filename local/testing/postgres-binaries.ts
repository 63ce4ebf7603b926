import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** PostgreSQL's programs, and the user that they may run as: they refuse to run as root. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly runAs: { readonly uid: number; readonly gid: number } | undefined;
}

const DEBIAN = '/usr/lib/postgresql';

/** The newest installed server, or why there is none to run. */
export function findServerBinaries(): ServerBinaries | string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((path) => existsSync(join(path, 'postgres')));
  if (!bin)
    return `no PostgreSQL server under ${DEBIAN}; install one (apt-get install postgresql) or set DATABASE_URL`;
  const programs = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  if (process.getuid?.() !== 0) return { ...programs, runAs: undefined };
  try {
    return { ...programs, runAs: { uid: idOf('-u'), gid: idOf('-g') } };
  } catch {
    return 'PostgreSQL does not run as root and there is no user "postgres"';
  }
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
}
