import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../generate/generated-files';
import { withServedLists } from '../../generate/served-lists';
import type { Service } from '../../src/kernel/service';

const ROOT = join(__dirname, '../..');

describe('what is written from the code (npm run docs writes it anew)', () => {
  it('is as the code says', async () => {
    const files = await generatedFiles(ROOT);

    for (const [path, text] of Object.entries(files))
      expect({ path, text: readFileSync(join(ROOT, path), 'utf8') }).toEqual({ path, text });
    const shapes = readdirSync(join(ROOT, 'src/http/shapes')).map((name) => `src/http/shapes/${name}`);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(shapes));
  });
});

describe('the page of services', () => {
  const service = { name: 'shop', operations: { Sell: jest.fn(), Buy: jest.fn() } } as unknown as Service;

  it('lists the operations under their heading, and keeps what a person wrote', () => {
    const page = '# Services\n\n## shop\n\nOperations: Steal.\n\n- closed at night\n\n## other\n\nas it is\n';

    expect(withServedLists(page, [service])).toBe(
      '# Services\n\n## shop\n\nOperations: Buy, Sell.\n\n- closed at night\n\n## other\n\nas it is\n',
    );
  });

  it('has a heading for every service', () => {
    expect(() => withServedLists('# Services\n', [service])).toThrow('no heading "## shop"');
  });
});
