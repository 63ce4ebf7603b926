import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import type * as esbuild from 'esbuild';

/**
 * Makes a function's bundle from its source, both below the root of the repository: `index.mjs` with its source map, and the
 * folders of SQL that stand beside the source. esbuild is loaded here: whoever has the bundles has no need of it.
 */
export function bundleFunction(root: string, entry: string, outputDir: string): void {
  const { buildSync } = createRequire(__filename)('esbuild') as typeof esbuild;
  const outfile = join(outputDir, 'index.mjs');
  buildSync({
    ...OPTIONS,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    // A quarter of each bundle were ways to find credentials that Lambda puts into the environment, a tenth what nothing calls.
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'tasks/shared/environment-credentials.ts'),
      ...Object.fromEntries(LEFT_OUT.map((library) => [library, join(root, 'tasks/shared/left-out.ts')])),
    },
  });
  rebase(`${outfile}.map`, relative(outputDir, root));
  for (const folder of sqlFolders(join(root, dirname(entry))))
    cpSync(folder, join(outputDir, basename(folder)), { recursive: true });
}

const LEFT_OUT = [
  '@aws-lambda-powertools/jmespath/functions',
  '@aws-lambda-powertools/jmespath',
  '@aws-sdk/endpoint-cache',
  'semver',
];

/**
 * Everything is bundled, the SDK too: what was tested is what runs, and one file starts faster than a tree.
 * Node 20 is the target because the local cloud runs the same bundle. Names are kept, for an error's class is its name.
 * Some dependencies are still CommonJS and call `require`, which an ES module must be given.
 */
const OPTIONS: esbuild.BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  charset: 'utf8',
  logLevel: 'warning',
  minify: true,
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';globalThis.require=__createRequire(import.meta.url);",
  },
  define: { __dirname: 'import.meta.dirname' },
};

/**
 * esbuild writes sources relative to the output, and a map that differs is, by its hash, another function in a deploy. As from
 * an asset in `cdk.out`, where the local cloud runs it: stack traces there name files that exist.
 */
function rebase(map: string, root: string): void {
  const from = root.split(sep).join('/');
  writeFileSync(map, readFileSync(map, 'utf8').replaceAll(`${from}/`, '../../'));
}

function sqlFolders(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(directory, name))
    .filter((folder) => readdirSync(folder).some((file) => file.endsWith('.sql')));
}
