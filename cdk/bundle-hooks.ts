import { join, relative } from 'node:path';
import type { ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * Finishes a bundle: takes these folders of `db/` along, and makes its source map the same wherever it was made. esbuild
 * writes sources relative to the output, and a map that differs is, by its hash, another function in a deploy.
 * Node does the work, on any system.
 */
export function bundleHooks(folders: readonly string[] = []): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (inputDir, outputDir) => [
      ...folders.map((name) => copy(join(inputDir, 'db', name), join(outputDir, name))),
      rebase(join(outputDir, 'index.mjs.map'), relative(outputDir, inputDir)),
    ],
  };
}

function copy(from: string, to: string): string {
  return `node -e "fs.cpSync('${slashes(from)}', '${slashes(to)}', { recursive: true })"`;
}

/** As from an asset in `cdk.out`, where the local cloud runs it: stack traces there name files that exist. */
function rebase(map: string, root: string): string {
  const [path, from] = [slashes(map), slashes(root)];
  return `node -e "fs.writeFileSync('${path}', fs.readFileSync('${path}', 'utf8').replaceAll('${from}/', '../../'))"`;
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
