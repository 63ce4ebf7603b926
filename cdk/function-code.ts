import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunction } from './bundle-function';

/** The root of the repository; in the package the folder that mirrors it. */
const ROOT = join(__dirname, '..');

/**
 * A function's code by its source, `<folder>/<name>.lambda.ts` from the root. The package has the bundle in its place; in the
 * repository it is made anew at each synthesis. Undefined where there is neither.
 */
export function functionCode(entry: string): Code | undefined {
  const made = bundlePath(ROOT, entry);
  if (existsSync(made)) return Code.fromAsset(made);
  return existsSync(join(ROOT, entry)) ? bundledCode(entry) : undefined;
}

/** Where the package has the bundle of this source. */
export function bundlePath(root: string, entry: string): string {
  return join(root, entry.replace(/\.ts$/, ''));
}

function bundledCode(entry: string): Code {
  return Code.fromAsset(join(ROOT, dirname(entry)), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // By the command the CDK tells bundles apart; neither it nor an image is ever run.
      image: DockerImage.fromRegistry('none'),
      command: [entry],
      local: {
        tryBundle(outputDir) {
          bundleFunction(ROOT, entry, outputDir);
          return true;
        },
      },
    },
  });
}
