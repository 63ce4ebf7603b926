import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { type Application, installInto } from './packed';

const PACKAGE = 'node_modules/user-registration';

describe('the application of docs/example, which has installed the package', () => {
  let application: Application;
  let cloud: LocalCloud;
  beforeAll(async () => {
    application = await installInto(join(__dirname, '../../docs/example'));
    const assemblyDir = await synthesize({ app: application.directory });
    cloud = await startLocalCloud({ assemblyDir, stack: 'Registration' });
  });
  afterAll(async () => {
    await cloud?.stop();
    application?.remove();
  });

  it('has a row of its own table for who signs up in its pool, whose bus tells of it', async () => {
    await query(`INSERT INTO users (id, email) VALUES ('1', 'Ada@example.com')`);

    const said = await registrar('sign-up', 'grace@example.com');

    expect(said).toContain('execution ended: registered');
    expect(await query('SELECT id, email, cognito_id FROM users ORDER BY email')).toEqual([
      { id: '1', email: 'ada@example.com', cognito_id: 'unlinked:1' },
      {
        id: expect.any(String) as string,
        email: 'grace@example.com',
        cognito_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    ]);
    expect(cloud.outputs.EventBusName).toBe('company');
  });

  it('may be CommonJS, and may leave everything to the registration', async () => {
    writeFileSync(join(application.directory, 'app.cjs'), GREENFIELD);

    const resources = JSON.parse(await application.node(['app.cjs'])) as string[];

    expect(resources).toEqual(expect.arrayContaining(['AWS::Cognito::UserPool', 'AWS::RDS::DBCluster']));
  });

  it('needs the types of the CDK alone', () => {
    const files = readdirSync(join(application.directory, PACKAGE, 'dist'), {
      recursive: true,
      encoding: 'utf8',
    });
    const declarations = files.filter((file) => file.endsWith('.d.ts'));
    const strangers = declarations
      .map((file) => readFileSync(join(application.directory, PACKAGE, 'dist', file), 'utf8'))
      .flatMap((text) => [...text.matchAll(/(?:from|import\() ?['"]([^'"]+)['"]/g)].map(([, name]) => name!))
      .filter((name) => !/^(\.|aws-cdk-lib(\/|$)|constructs$)/.test(name));

    expect(declarations).toContain('cdk/user-registration.d.ts');
    expect(strangers).toEqual([]);
  });

  it('has downloaded less than 3 MB', () => {
    expect(application.packedSize).toBeLessThan(3_000_000);
  });

  /** As somebody does who has installed the application. */
  function registrar(...args: string[]): Promise<string> {
    const program = join(PACKAGE, 'cli/dist/registrar.js');
    return application.node([program, '--stack', 'Registration', ...args], {
      AWS_ENDPOINT_URL: cloud.endpoint,
    });
  }

  async function query(sql: string): Promise<unknown> {
    const { DatabaseClusterArn: resourceArn, DatabaseSecretArn: secretArn, DatabaseName } = cloud.outputs;
    const { formattedRecords = '[]' } = await cloud.context.call<{ formattedRecords?: string }>(
      'rds-data',
      'ExecuteStatement',
      { resourceArn, secretArn, database: DatabaseName, sql, formatRecordsAs: 'JSON' },
      { caller: 'test' },
    );
    return JSON.parse(formattedRecords);
  }
});

const GREENFIELD = `
  const { App, Stack } = require('aws-cdk-lib');
  const { UserRegistration } = require('user-registration');
  const app = new App();
  new UserRegistration(new Stack(app, 'Registration'), 'UserRegistration');
  const { Resources } = app.synth().getStackByName('Registration').template;
  console.log(JSON.stringify(Object.values(Resources).map(({ Type }) => Type)));
`;
