import { execFile } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bin, version } from '../../package.json';
import { builtRegistrar } from './built-registrar';

describe('the built registrar', () => {
  let file: string;
  let directory: string;
  beforeAll(async () => {
    file = await builtRegistrar();
    directory = dirname(file);
  });

  /** Runs it where there is nothing but this file and Node.js. */
  function registrar(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const options = { cwd: directory, env: { PATH: process.env.PATH, HOME: directory, ...env } };
      execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  }

  it('is one file of about a megabyte, named like the one that npx runs', async () => {
    expect(await readdir(directory)).toEqual(['registrar.js']);
    expect(bin.registrar).toBe('cli/dist/registrar.js');
    expect((await stat(file)).size).toBeLessThan(1_200_000);
  });

  it('runs alone', async () => {
    expect(await registrar(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect((await registrar(['replay', '--help'])).stdout).toContain('Examples:');
  });

  it.each([
    ['with what is configured', [], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }],
    // Loaded only when it is needed, so the build must have it.
    [
      'with a profile of a file',
      ['--profile', 'ops', '--region', 'eu-west-1'],
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_CONFIG_FILE: 'config' },
    ],
  ])('calls AWS %s', async (_, options, env) => {
    const config = '[profile ops]\naws_access_key_id = key\naws_secret_access_key = secret\n';
    await writeFile(join(directory, 'config'), config);

    const { code, stderr } = await registrar(['failures', ...options], env);

    expect(code).toBe(1);
    expect(stderr).toBe(
      'error: http://127.0.0.1:1: cannot be reached, ECONNREFUSED. Start the local cloud with npm start, or unset AWS_ENDPOINT_URL.\n',
    );
  });
});
