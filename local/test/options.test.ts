import { readOptions } from '../src/options';

const read = (args: string[] = [], env: NodeJS.ProcessEnv = {}) => readOptions(args, env);

describe('the options', () => {
  it('have values of their own', () => {
    expect(read()).toMatchObject({
      port: 4566,
      host: '127.0.0.1',
      allowRemote: false,
      timeScale: 1,
      help: false,
    });
  });

  it('are read', () => {
    const args = [
      '--assembly',
      'out',
      '--welcome',
      'w.txt',
      '--port',
      '0',
      '--data-dir',
      'd',
      '--time-scale',
      '60',
    ];

    expect(read(args, { DATABASE_URL: 'postgresql://me:pw@db:5432/x?sslmode=disable' })).toMatchObject({
      assembly: 'out',
      welcome: 'w.txt',
      port: 0,
      dataDir: 'd',
      timeScale: 60,
      databaseUrl: 'postgresql://me:pw@db:5432/x?sslmode=disable',
    });
  });

  it.each([
    [['--port', '70000'], '--port takes a whole number from 0 to 65535, given "70000".'],
    [['--port', '1.5'], '--port takes a whole number from 0 to 65535, given "1.5".'],
    [['--time-scale', ''], '--time-scale takes a number from 0.001 to 100000, given "".'],
    [['--fast'], "Unknown option '--fast'. --help lists the options."],
    [['--app', '.', '--assembly', 'x'], '--app and --assembly exclude each other'],
  ])('refuse %j', (args, message) => {
    expect(() => read(args)).toThrow(message);
  });

  it.each(['postgrs://me:hush@db/x', 'me:hush@db', 'postgres://me:hush@db:port/x', 'postgres//me:hush@db/x'])(
    'never show what DATABASE_URL has: %s',
    (DATABASE_URL) => {
      let told: unknown;
      try {
        read([], { DATABASE_URL });
      } catch (error) {
        told = error;
      }
      expect(told).toMatchObject({
        message: expect.stringContaining('DATABASE_URL takes postgres://') as string,
      });
      expect(String((told as Error).stack)).not.toContain('hush');
    },
  );

  it('take an empty DATABASE_URL for none', () => {
    expect(read([], { DATABASE_URL: '' }).databaseUrl).toBeUndefined();
  });
});
