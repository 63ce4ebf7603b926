import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeAssembly } from './assembly/write-assembly';

const run = promisify(execFile);
const PACKAGE = join(__dirname, '..');
const JEST = require.resolve('jest/bin/jest');
const README = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

/** What a test of the project asks: is the cloud there, and the stack in it? */
const IS_READY = `async () => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL + '/_local/health');
  return answer.status + ' ' + (await answer.json()).resources;
}`;

/** A CDK project with the setups that the README shows. */
function project(): string {
  const directory = mkdtempSync(join(tmpdir(), 'project-'));
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
  const assembly = writeAssembly({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
  cpSync(assembly, join(directory, 'assembly'), { recursive: true });
  rmSync(assembly, { recursive: true });
  mkdirSync(join(directory, 'node_modules'));
  symlinkSync(PACKAGE, join(directory, 'node_modules/local-cloud'));
  write(
    'cdk.json',
    JSON.stringify({ app: 'cp assembly/* "$CDK_OUTDIR"', watch: { include: 'assembly/**' } }),
  );
  for (const [, name = '', text = ''] of README.matchAll(/<!-- file: (\S+) -->\n\n```js\n([^]*?)```/g))
    write(name, text);
  const setups = { globalSetup: './local-cloud.setup.js', globalTeardown: './local-cloud.teardown.js' };
  write('jest.config.js', `module.exports = ${JSON.stringify(setups)};`);
  write('queue.test.js', `test('it is there', async () => expect(await (${IS_READY})()).toBe('200 Queue'));`);
  write(
    'vitest.mjs',
    `const setup = (await import('./local-cloud.setup.mjs')).default;
    const teardown = await setup();
    console.log(await (${IS_READY})());
    await teardown();`,
  );
  return directory;
}

describe('the global setup that the README shows', () => {
  // No stack here has a cluster: the embedded database would only load in vain.
  const env = { ...process.env, DATABASE_URL: undefined };
  const directory = project();
  afterAll(() => rmSync(directory, { recursive: true }));

  it('gives the tests of Jest a cloud', async () => {
    const { stderr } = await run(process.execPath, [JEST], { cwd: directory, env });

    expect(stderr).toContain('1 passed');
  });

  it('gives those of Vitest one, as Vitest calls it (vitest.dev/config/globalsetup)', async () => {
    const { stdout } = await run(process.execPath, ['vitest.mjs'], { cwd: directory, env });

    expect(stdout).toBe('200 Queue\n');
  });
});
