import { run } from '../../cli/program';
import { version } from '../../package.json';

describe('run', () => {
  const environment = { ...process.env };
  afterEach(() => {
    process.env = { ...environment };
  });

  async function registrar(...args: string[]) {
    const said = { stdout: '', stderr: '' };
    const code = await run(args, {
      stdout: { write: (text) => (said.stdout += text) },
      stderr: { write: (text) => (said.stderr += text) },
    });
    return { code, ...said };
  }

  it.each([
    [['nope', '--json'], "unknown command 'nope'"],
    [['failures', '--nope', '--json'], "unknown option '--nope'"],
    [['--json', 'show'], "missing required argument 'failure-id | execution'"],
    [['--json'], 'no command is given'],
  ])('says as JSON too what is wrong with the command line %j', async (args, what) => {
    const { code, stdout, stderr } = await registrar(...args);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: { where: 'command line', what, fix: '--help shows what there is.' },
    });
    expect(stderr).not.toBe('');
  });

  it('says its version', async () => {
    expect(await registrar('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each(['nonsense', 'localhost:4566'])('refuses the endpoint %j in one line', async (endpoint) => {
    process.env.AWS_ENDPOINT_URL = endpoint;

    const { code, stdout, stderr } = await registrar('failures');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      `error: AWS_ENDPOINT_URL: is no http or https address (given: ${endpoint}). ` +
        'Set it to one, such as http://127.0.0.1:4566 for the local cloud, or unset it for AWS.\n',
    );
  });

  it('takes another endpoint by --endpoint, and its commands go there again', async () => {
    const { code, stderr } = await registrar('--endpoint', 'http://127.0.0.1:1', 'replay', '--reason', 'x');
    const unreachable = await registrar('failures', '--endpoint', 'http://127.0.0.1:1');

    expect(code).toBe(1);
    expect(stderr).toContain('npx registrar --endpoint http://127.0.0.1:1 failures');
    expect(unreachable.stderr).toContain('ECONNREFUSED 127.0.0.1:1');
  });

  it('takes --profile without a warning about the static keys beside it', async () => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
    const warn = jest.spyOn(console, 'warn').mockImplementation();

    const { code, stderr } = await registrar('failures', '--region', 'eu-west-1', '--profile', 'ops');

    expect(warn).not.toHaveBeenCalled();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: credentials: .*\n$/) as string,
    });
  });
});
