import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../src/assembly/template';

/** Writes an assembly with one stack and its assets (S3 key → path), as the CDK lays one out. */
export function writeAssembly(template: Template, assets: Record<string, string> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  const write = (name: string, document: unknown) =>
    writeFileSync(join(directory, name), JSON.stringify(document));
  write('Stack.template.json', template);
  write('Stack.assets.json', {
    files: Object.fromEntries(
      Object.entries(assets).map(([objectKey, path]) => [
        objectKey,
        { source: { path, packaging: 'zip' }, destinations: { current: { bucketName: 'b', objectKey } } },
      ]),
    ),
  });
  write('manifest.json', {
    artifacts: {
      'Stack.assets': { type: 'cdk:asset-manifest', properties: { file: 'Stack.assets.json' } },
      Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Stack.template.json' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    },
  });
  return directory;
}
