import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { page } from './page';
import { restBindings } from './rest-bindings';
import { withServices } from './served-cloud';

const ROOT = join(__dirname, '..', '..', '..');

/** What `npm run docs` writes, by path from the root of the repository. */
export function generatedFiles(): Promise<Record<string, string>> {
  return withServices(async (services) => ({
    'docs/local-cloud.md': await page(services),
    'local/src/http/rest-bindings.json': `${JSON.stringify(await restBindings(services), null, 1)}\n`,
  }));
}

if (require.main === module)
  void generatedFiles().then((files) => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(ROOT, path), text);
  });
