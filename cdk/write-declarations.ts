import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * Writes the types of a source file and of all that they are made of, each file where it stands below the root. Throws what
 * the compiler finds: an export here says its type itself, so that no file needs another to tell it.
 */
export function writeDeclarations(
  root: string,
  entry: string,
  outDir: string,
  written = new Set<string>(),
): void {
  if (written.has(entry)) return;
  written.add(entry);
  const text = declarationOf(root, entry);
  const path = join(outDir, entry.replace(/\.ts$/, '.d.ts'));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  for (const { fileName } of ts.preProcessFile(text).importedFiles)
    if (fileName.startsWith('.'))
      writeDeclarations(root, `${join(dirname(entry), fileName)}.ts`, outDir, written);
}

function declarationOf(root: string, entry: string): string {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(join(root, entry), 'utf8'), {
    fileName: join(root, entry),
    reportDiagnostics: true,
    compilerOptions: { isolatedDeclarations: true },
  });
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, FORMAT));
  return outputText;
}

const FORMAT: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};
