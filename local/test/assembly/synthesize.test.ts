import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../src/assembly/synthesize';

/** An app that writes its context, and how often it ran, where the CDK would write the assembly. */
const APP = `
import { appendFileSync, writeFileSync } from 'node:fs';
appendFileSync('runs', 'x');
writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', process.env.CDK_CONTEXT_JSON ?? '');
`;

function project(app = APP): string {
  const directory = mkdtempSync(join(tmpdir(), 'project-'));
  mkdirSync(join(directory, 'cdk'));
  writeFileSync(join(directory, 'cdk/app.ts'), app);
  writeFileSync(join(directory, 'cdk.json'), JSON.stringify({ context: { '@aws-cdk/core:flag': true } }));
  return directory;
}

const runs = (directory: string) => readFileSync(join(directory, 'runs'), 'utf8').length;
const manifest = (directory: string) => readFileSync(join(directory, 'cdk.out/manifest.json'), 'utf8');

describe('synthesize', () => {
  it("runs the app with the context of cdk.json, without the CDK's command line", async () => {
    const directory = project();
    expect(await synthesize({ project: directory })).toBe(join(directory, 'cdk.out'));
    expect(JSON.parse(manifest(directory))).toEqual({ '@aws-cdk/core:flag': true });
  });

  it('leaves the validation to `cdk synth`, which nobody waits for', async () => {
    const directory = project(
      `require('node:fs').writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', process.env.CDK_VALIDATION ?? '');`,
    );
    await synthesize({ project: directory });
    expect(manifest(directory)).toBe('false');
  });

  it('reuses the assembly until an input changes', async () => {
    const directory = project();
    await synthesize({ project: directory });
    await synthesize({ project: directory });
    expect(runs(directory)).toBe(1);
    mkdirSync(join(directory, 'tasks'));
    writeFileSync(join(directory, 'tasks/new.ts'), 'export {};');
    await synthesize({ project: directory });
    expect(runs(directory)).toBe(2);
  });

  it('does not reuse an assembly that something else wrote', async () => {
    const directory = project();
    await synthesize({ project: directory });
    writeFileSync(join(directory, 'cdk.out/manifest.json'), '{}');
    await synthesize({ project: directory });
    expect(runs(directory)).toBe(2);
  });

  it("keeps the old assembly, and tells the app's words, when the app fails", async () => {
    const directory = project();
    await synthesize({ project: directory });
    writeFileSync(join(directory, 'cdk/app.ts'), `throw new Error('no such queue');`);
    await expect(synthesize({ project: directory })).rejects.toThrow(/exit code 1\):[^]*no such queue/);
    expect(JSON.parse(manifest(directory))).toEqual({ '@aws-cdk/core:flag': true });
    expect(readdirSync(join(directory, '.local'))).toEqual([]);
  });

  it('fails when the app writes no assembly', async () => {
    const directory = project('export {};');
    await expect(synthesize({ project: directory })).rejects.toThrow('cannot be synthesized (exit code 0)');
    expect(existsSync(join(directory, 'cdk.out'))).toBe(false);
  });
});
