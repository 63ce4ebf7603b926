import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * Writes the types of a source file and of all that they are made of, each file where it stands below the root. Throws what
 * the compiler finds.
 */
export function writeDeclarations(root: string, entry: string, outDir: string): void {
  const emitted = emitDeclarations(root, entry, outDir);
  for (const path of reachable(join(outDir, entry.replace(/\.ts$/, '')), emitted)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.d.ts`, emitted.get(path) ?? '');
  }
}

/** By the paths of the files without their endings. */
function emitDeclarations(root: string, entry: string, outDir: string): Map<string, string> {
  const program = ts.createProgram([join(root, entry)], {
    ...readOptions(root),
    noEmit: false,
    incremental: false,
    tsBuildInfoFile: undefined,
    declaration: true,
    emitDeclarationOnly: true,
    types: ['node'],
    rootDir: root,
    outDir,
  });
  const emitted = new Map<string, string>();
  const keep: ts.WriteFileCallback = (path, text) => emitted.set(path.replace(/\.d\.ts$/, ''), text);
  const { diagnostics } = program.emit(undefined, keep);
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, FORMAT));
  return emitted;
}

/** A file of the program whose types nobody sees may need libraries that an application does not have. */
function reachable(
  path: string,
  emitted: ReadonlyMap<string, string>,
  seen = new Set<string>(),
): Set<string> {
  const text = emitted.get(path);
  if (text === undefined || seen.has(path)) return seen;
  seen.add(path);
  for (const { fileName } of ts.preProcessFile(text).importedFiles)
    if (fileName.startsWith('.')) reachable(join(dirname(path), fileName), emitted, seen);
  return seen;
}

function readOptions(root: string): ts.CompilerOptions {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  return ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host)?.options ?? {};
}

const FORMAT: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};
