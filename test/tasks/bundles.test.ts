import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

afterAll(() => rmSync(folder, { recursive: true }));

function bundle(name: string) {
  const outfile = join(folder, `${name}.mjs`);
  const { metafile } = buildSync({
    entryPoints: [join(__dirname, `../../tasks/${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: { js: banner },
  });
  const [output] = Object.values(metafile.outputs);
  return { outfile, inputs: Object.keys(output?.inputs ?? {}) };
}

const packagesIn = (inputs: string[]) => [
  ...new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])),
];

describe('The bundle of', () => {
  it.each(['publish-user-registered.lambda', 'validate-user.lambda'])(
    '%s starts as Lambda starts it',
    (name) => {
      const { outfile } = bundle(name);
      const script = `import(${JSON.stringify(outfile)}).then((m) => process.stdout.write(typeof m.handler))`;
      const environment = {
        PATH: process.env.PATH,
        AWS_REGION: 'us-east-1',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        IDEMPOTENCY_TABLE_NAME: 'claims',
        IDEMPOTENCY_EXPIRES_AFTER_SECONDS: '1',
      };

      const written = execFileSync(process.execPath, ['--no-warnings', '-e', script], { env: environment });

      expect(written.toString()).toBe('function');
    },
  );
});

describe('The core', () => {
  it.each([
    ['publish-user-registered', ['uuid']],
    ['validate-user', ['uuid', 'zod']],
    ['shared/state-document', ['zod']],
  ])('%s brings no client, no logger and nothing that reads the environment', (name, packages) => {
    const { inputs } = bundle(name);

    expect(packagesIn(inputs).sort()).toEqual(packages);
    expect(inputs.filter((path) => /environment|observability|event-bus/.test(path))).toEqual([]);
  });
});
