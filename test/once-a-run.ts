import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';

/**
 * Text that is dear to make and the same for every test file of one run: the first that needs it makes it, the others read it. The
 * directory lives as long as the run (`run-directory.js`), so nothing in it can be older than the sources.
 */
export function onceARun(key: string, make: () => string): string {
  const directory = process.env.TEST_RUN_DIRECTORY;
  if (directory === undefined) return make();
  const file = join(directory, createHash('sha256').update(key).digest('hex'));
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const text = make();
  // Two files may make it at once: each writes a file of its own, and the last one in place is as good as the first.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return text;
}
