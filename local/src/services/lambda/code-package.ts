import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { AwsError } from '../../kernel/aws-error';

/** What Lambda's Node.js runtimes bring along: a function may import these without bundling them. */
const RUNTIME_SCOPES = ['@aws-sdk', '@smithy'];

export interface CodePackage {
  readonly root: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * Unpacks functions' code below `directory`, outside of this repository: a handler finds what its bundle holds and the
 * runtime's AWS SDK, and nothing else, as in Lambda.
 */
export function prepareTaskRoots(directory: string): void {
  const modules = join(directory, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const scope of RUNTIME_SCOPES) {
    const installed = (require.resolve.paths(scope) ?? []).map((path) => join(path, scope)).find(existsSync);
    if (installed && !existsSync(join(modules, scope))) symlinkSync(installed, join(modules, scope));
  }
}

/** Unpacks an asset, a directory or a ZIP archive, as the code of the function of that name. */
export function unpackAsset(directory: string, name: string, asset: string): CodePackage {
  const root = emptyRoot(directory, name);
  if (!existsSync(asset))
    throw invalidCode(`${name}: the code asset ${asset} does not exist; synthesize the stack again.`);
  if (statSync(asset).isDirectory()) cpSync(asset, root, { recursive: true });
  else for (const [file, data] of filesOf(name, asset)) writeBelow(root, file, data);
  return measured(root);
}

/** Writes inline code (`Code.ZipFile`), which Lambda names `index.js`. */
export function unpackInline(directory: string, name: string, source: string): CodePackage {
  const root = emptyRoot(directory, name);
  writeBelow(root, 'index.js', Buffer.from(source));
  return measured(root);
}

/** The files of a ZIP archive, without its directories. */
function filesOf(name: string, asset: string): [string, Uint8Array][] {
  try {
    return Object.entries(unzipSync(readFileSync(asset))).filter(([file]) => !file.endsWith('/'));
  } catch (error) {
    const { message } = error as Error;
    throw invalidCode(`${name}: the code asset ${asset} is not a ZIP archive that can be read: ${message}`);
  }
}

function emptyRoot(directory: string, name: string): string {
  const root = join(directory, name);
  mkdirSync(root, { recursive: true });
  return root;
}

function writeBelow(root: string, file: string, data: Uint8Array): void {
  const path = resolve(root, file);
  if (!path.startsWith(`${root}/`)) throw invalidCode(`The archive's entry ${file} lies outside of it.`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}

function measured(root: string): CodePackage {
  const hash = createHash('sha256');
  let size = 0;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const data = readFileSync(join(entry.parentPath, entry.name));
    hash.update(entry.name).update(data);
    size += data.length;
  }
  return { root, size, sha256: hash.digest('base64') };
}

function invalidCode(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
