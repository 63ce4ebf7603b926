import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchApp } from '../src/watch-app';

describe('watchApp', () => {
  const app = mkdtempSync(join(tmpdir(), 'app-'));
  const source = join(app, 'infra/words.json');
  const script = `cp infra/words.json "$CDK_OUTDIR/manifest.json" && grep -q word infra/words.json`;
  mkdirSync(join(app, 'infra'));
  writeFileSync(join(app, 'cdk.json'), JSON.stringify({ app: script, watch: { include: 'infra/**' } }));
  writeFileSync(source, '{"word": 1}');
  afterAll(() => rmSync(app, { recursive: true }));

  it('brings the cloud up to date with each change, and tells of one that cannot be synthesized', async () => {
    const seen: string[] = [];
    const update = async (directory: string) => {
      seen.push(readFileSync(join(directory, 'manifest.json'), 'utf8'));
      return { updated: ['Function'], left: ['Queue'] };
    };
    const said: string[] = [];
    const unwatch = watchApp({ update }, app, (line) => said.push(line));

    for (const [text, lines] of [
      ['{"word": 2}', 2] as const,
      ['broken', 3] as const,
      ['{"word": 3}', 5] as const,
    ]) {
      writeFileSync(source, text);
      await until(() => said.length >= lines);
    }
    unwatch();

    expect(seen).toEqual(['{"word": 2}', '{"word": 3}']);
    expect(said[0]).toMatch(/^Live after \d+\.\d s: Function$/);
    expect(said[1]).toBe('Changed too, but only a new start takes it over: Queue');
    expect(said[2]).toMatch(/^Not taken over: .*synthesizes no stack/);
  });
});

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 20));
}
