import { defaultProvider } from '../../../tasks/shared/environment-credentials';

const NAMES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
const before = { ...process.env };
beforeEach(() => NAMES.forEach((name) => delete process.env[name]));
afterAll(() => Object.assign(process.env, before));

describe('the credentials of a function', () => {
  it('are those that Lambda puts into its environment, as they are when a client asks', async () => {
    const credentials = defaultProvider();
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    });

    expect(await credentials()).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('are missed by name', async () => {
    await expect(defaultProvider()()).rejects.toThrow('The environment has no AWS_ACCESS_KEY_ID');
  });
});
