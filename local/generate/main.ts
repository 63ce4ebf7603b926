import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files';

/** `npm run docs`: writes what is made from the code, where a test looks whether it is current. */
async function main(): Promise<void> {
  const root = join(__dirname, '..');
  for (const [path, text] of Object.entries(await generatedFiles(root)))
    writeFileSync(join(root, path), text);
}

void main();
