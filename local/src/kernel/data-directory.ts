import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Claims a data directory for this process; the answer gives it back. Throws when another living process has it. */
export function claimDataDirectory(directory: string): () => void {
  makeDirectory(directory);
  const file = join(directory, 'claimed-by');
  const holder = readHolder(file);
  if (holder !== undefined && holder !== process.pid && isAlive(holder))
    throw new Error(
      `--data-dir ${directory} is in use by process ${holder}; stop it, or give another directory.`,
    );
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(`--data-dir ${directory} cannot be made a directory (${why}); give another one.`, {
      cause: error,
    });
  }
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: number): boolean {
  try {
    return process.kill(holder, 0) && !isZombie(holder);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process that was killed keeps its number until its parent looks; elsewhere than on Linux there is no telling. */
function isZombie(holder: number): boolean {
  try {
    return /^ Z /.test(readFileSync(`/proc/${holder}/stat`, 'utf8').replace(/^.*\)/s, ''));
  } catch {
    return false;
  }
}
