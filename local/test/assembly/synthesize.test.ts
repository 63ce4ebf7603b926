import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../src/assembly/synthesize';

/** An app that writes its context, and how often it ran, where the CDK would write the assembly. */
const APP = `
const { appendFileSync, writeFileSync } = require('node:fs');
appendFileSync('runs', 'x');
writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', process.env.CDK_CONTEXT_JSON ?? '');
`;

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true })));

function project(source = APP, cdkJson: object = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'project-'));
  made.push(directory);
  mkdirSync(join(directory, 'infra'));
  writeFileSync(join(directory, 'infra/app.js'), source);
  const context = { '@aws-cdk/core:flag': true };
  const watch = { include: ['infra/**', 'tasks/**/*.ts'] };
  writeFileSync(
    join(directory, 'cdk.json'),
    JSON.stringify({ app: 'node infra/app.js', context, watch, ...cdkJson }),
  );
  return directory;
}

const runs = (app: string) => readFileSync(join(app, 'runs'), 'utf8').length;
const manifest = (app: string) => readFileSync(join(app, 'cdk.out/manifest.json'), 'utf8');

describe('synthesize', () => {
  it("runs the app with the context of cdk.json, without the CDK's command line", async () => {
    const app = project();

    expect(await synthesize({ app })).toBe(join(app, 'cdk.out'));
    expect(JSON.parse(manifest(app))).toEqual({ '@aws-cdk/core:flag': true });
  });

  it('finds the programs that are installed in the project', async () => {
    const app = project('', { app: 'synthesizer' });
    mkdirSync(join(app, 'node_modules/.bin'), { recursive: true });
    const script = '#!/bin/sh\necho {} > "$CDK_OUTDIR/manifest.json"\n';
    writeFileSync(join(app, 'node_modules/.bin/synthesizer'), script, { mode: 0o755 });

    await synthesize({ app });

    expect(manifest(app)).toBe('{}\n');
  });

  it('leaves the validation to `cdk synth`, which nobody waits for', async () => {
    const app = project(
      `require('node:fs').writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', process.env.CDK_VALIDATION ?? '');`,
    );
    await synthesize({ app });
    expect(manifest(app)).toBe('false');
  });

  it('reuses the assembly until an input changes that cdk.json names for watching', async () => {
    const app = project();
    await synthesize({ app });
    writeFileSync(join(app, 'README.md'), 'no input');
    await synthesize({ app });
    expect(runs(app)).toBe(1);

    mkdirSync(join(app, 'tasks'));
    writeFileSync(join(app, 'tasks/new.ts'), 'export {};');
    await synthesize({ app });
    expect(runs(app)).toBe(2);
  });

  it('takes the whole project for its inputs when cdk.json names none, but nothing that is installed or made', async () => {
    const app = project(APP.replace("'runs'", "'.runs'"), { watch: undefined });
    const count = () => readFileSync(join(app, '.runs'), 'utf8').length;
    await synthesize({ app });
    mkdirSync(join(app, 'node_modules'));
    writeFileSync(join(app, 'node_modules/new.js'), '');
    await synthesize({ app });
    expect(count()).toBe(1);

    writeFileSync(join(app, 'anything.ts'), '');
    await synthesize({ app });
    expect(count()).toBe(2);
  });

  it('does not reuse an assembly that something else wrote', async () => {
    const app = project();
    await synthesize({ app });
    writeFileSync(join(app, 'cdk.out/manifest.json'), '{}');
    await synthesize({ app });
    expect(runs(app)).toBe(2);
  });

  it("keeps the old assembly, and tells the app's words, when the app fails", async () => {
    const app = project();
    await synthesize({ app });
    writeFileSync(join(app, 'infra/app.js'), `throw new Error('no such queue');`);
    await expect(synthesize({ app })).rejects.toThrow(/^"node infra\/app.js" .*1\):[^]*no such queue/);
    expect(JSON.parse(manifest(app))).toEqual({ '@aws-cdk/core:flag': true });
    expect(readdirSync(join(app, '.local'))).toEqual([]);
  });

  it('fails when the app writes no assembly', async () => {
    const app = project('');
    await expect(synthesize({ app })).rejects.toThrow(
      '"node infra/app.js" synthesizes no stack (exit code 0)',
    );
    expect(existsSync(join(app, 'cdk.out'))).toBe(false);
  });

  it('says what it takes where there is no CDK app', async () => {
    const app = mkdtempSync(join(tmpdir(), 'project-'));
    made.push(app);
    await expect(synthesize({ app })).rejects.toThrow(
      `There is no ${app}/cdk.json; --app takes the directory of a CDK app, --assembly a synthesized cdk.out.`,
    );

    writeFileSync(join(app, 'cdk.json'), '{}');
    await expect(synthesize({ app })).rejects.toThrow('names no "app"');
  });
});
