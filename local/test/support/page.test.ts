import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../src/support/write-page';

it('is as the code says; `npm run docs` writes it anew', async () => {
  for (const [path, text] of Object.entries(await generatedFiles()))
    expect({ path, text: readFileSync(join(__dirname, '../../..', path), 'utf8') }).toEqual({ path, text });
});
