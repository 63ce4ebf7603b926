import { join } from 'node:path';
import ts from 'typescript';

/** Writes the types of a source file and of all that it exports, each file where it stands below the root. Throws what the compiler finds. */
export function writeDeclarations(root: string, entry: string, outDir: string): void {
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
  const { diagnostics } = program.emit();
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, FORMAT));
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
