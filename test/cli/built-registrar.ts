import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
let built: Promise<string> | undefined;

/** The command line as `npm run build:cli` makes it of the sources as they are now, alone in a directory of its own. */
export function builtRegistrar(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'registrar-')), 'registrar.js');
  await promisify(execFile)('npm', ['run', '--silent', 'build:cli', '--', `--outfile=${file}`], {
    cwd: ROOT,
  });
  return file;
}
