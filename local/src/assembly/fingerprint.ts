import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Never what an assembly is made from: installed, made, or an editor's. */
const PASSED_OVER = /^(node_modules|cdk\.out|\..*)$/;

/** A hash over the names and contents of files and directories below a root; one that does not exist counts as absent. */
export function fingerprint(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) add(hash, root, path);
  return hash.digest('hex');
}

function add(hash: Hash, root: string, path: string): void {
  const file = join(root, path);
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort())
      if (!PASSED_OVER.test(name)) add(hash, root, join(path, name));
    return;
  }
  const content = readFileSync(file);
  hash.update(`${path}\0${content.length}\0`).update(content);
}
