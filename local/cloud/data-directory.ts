import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Claims a data directory for this process; the answer gives it back. Throws when another living process has it. */
export function claimDataDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'claimed-by');
  const holder = readHolder(file);
  if (holder !== undefined && holder !== process.pid && isAlive(holder))
    throw new Error(
      `--data-dir ${directory} is in use by process ${holder}; stop it, or give another directory.`,
    );
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
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
    return process.kill(holder, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
