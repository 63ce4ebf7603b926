import { parseArgs } from 'node:util';
import { synthesize } from './assembly/synthesize';
import { startLocalCloud } from './local-cloud';

const usage = `npm start -- [options]

Synthesizes the stack and runs that very template on this machine.

  --port N          port of the endpoint (default 4566)
  --data-dir DIR    keep the state in DIR across restarts (default: in memory)
  --time-scale N    let N seconds pass in one (default 1)
  --host ADDRESS    listen on ADDRESS; one that is not loopback also needs --allow-remote
  --allow-remote    anyone who reaches this machine may use the endpoint

DATABASE_URL=postgres://…  runs the Data API on that server instead of the embedded PostgreSQL.`;

const options = {
  port: { type: 'string', default: '4566' },
  host: { type: 'string', default: '127.0.0.1' },
  'allow-remote': { type: 'boolean', default: false },
  'data-dir': { type: 'string' },
  'time-scale': { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** `npm start`: the local cloud in the foreground until Ctrl-C. */
async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return console.log(usage);
  const log = (line: string) => console.error(line);
  const chosen = {
    log,
    host: values.host,
    allowRemote: values['allow-remote'],
    port: numberOf('--port', values.port, 0, 65_535, 'a whole number'),
    timeScale: numberOf('--time-scale', values['time-scale'], 0.001, 100_000),
    dataDir: values['data-dir'],
    databaseUrl: databaseUrl(process.env.DATABASE_URL),
  };
  const cloud = await startLocalCloud({ ...chosen, assemblyDir: synthesize({ log }) });
  console.log(welcome(cloud.endpoint, cloud.outputs));
  await untilInterrupted();
  await cloud.stop();
}

function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}. npm start -- --help lists the options.`, { cause: error });
  }
}

function databaseUrl(given: string | undefined): string | undefined {
  if (!given || /^postgres(ql)?:\/\//.test(given)) return given || undefined;
  throw new Error(`DATABASE_URL takes postgres://user:password@host:port/database, given "${given}".`);
}

function numberOf(option: string, given: string, least: number, most: number, kind = 'a number'): number {
  const value = Number(given);
  const isKind = kind === 'a number' || Number.isInteger(value);
  if (given.trim() !== '' && isKind && value >= least && value <= most) return value;
  throw new Error(`${option} takes ${kind} from ${least} to ${most}, given "${given}".`);
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function welcome(endpoint: string, outputs: Readonly<Record<string, string>>): string {
  return `
Ready on ${endpoint}

Sign a user up with the AWS CLI:

  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 \\
         AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DISABLE_HOST_PREFIX_INJECTION=true
  aws cognito-idp sign-up --client-id ${outputs.UserPoolClientId} --username ada@example.com \\
      --password 'Correct-horse-1' --user-attributes Name=email,Value=ada@example.com Name=name,Value='Ada Lovelace'
  aws cognito-idp admin-confirm-sign-up --user-pool-id ${outputs.UserPoolId} --username ada@example.com
  aws rds-data execute-statement --resource-arn ${outputs.DatabaseClusterArn} \\
      --secret-arn ${outputs.DatabaseSecretArn} --database ${outputs.DatabaseName} --sql 'SELECT * FROM users'
  aws sqs get-queue-attributes --queue-url ${outputs.RegistrationQueueUrl} \\
      --attribute-names All --endpoint-url ${endpoint}   # the option, because CLI v1 ignores the variable for SQS

or with the operator's command line:  npx registrar sign-up ada@example.com
Ctrl-C stops.
`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
