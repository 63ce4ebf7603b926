import { parseArgs } from 'node:util';
import type { LocalCloudOptions } from './local-cloud-options';

export const USAGE = `local-cloud [options]

Runs the stack of a CDK app on this machine; synthesizes it first when its inputs have changed.

  --app DIR         the app: a directory with a cdk.json (default: this one)
  --stack NAME      of an app with several stacks, run this one and those that it depends on
  --beside TEMPLATE deploy this stack of others first, for example a user pool's or a database's; may be repeated
  --assembly DIR    run this cdk.out as it is, instead of an app
  --welcome FILE    print this text when all is ready; \${endpoint} and \${OutputName} in it are filled in
  --mount /P=FILE   serve what the module FILE exports as "mount" under /P; may be repeated
  --port N          port of the endpoint (default 4566)
  --data-dir DIR    keep the state in DIR across restarts (default: in memory)
  --watch           take over changed functions and state machines of the app while it runs
  --logs            print what functions write to their logs
  --time-scale N    let N seconds pass in one (default 1)
  --host ADDRESS    listen on ADDRESS; one that is not loopback also needs --allow-remote
  --allow-remote    anyone who reaches this machine may use the endpoint

DATABASE_URL=postgres://…  runs the Data API on that server instead of the embedded PostgreSQL.`;

const options = {
  app: { type: 'string' },
  assembly: { type: 'string' },
  stack: { type: 'string' },
  beside: { type: 'string', multiple: true },
  welcome: { type: 'string' },
  mount: { type: 'string', multiple: true },
  port: { type: 'string', default: '4566' },
  host: { type: 'string', default: '127.0.0.1' },
  'allow-remote': { type: 'boolean', default: false },
  'data-dir': { type: 'string' },
  logs: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  'time-scale': { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What the command line asks for. */
export interface Asked extends Omit<LocalCloudOptions, 'assemblyDir' | 'log' | 'logFunctions' | 'mounts'> {
  readonly help: boolean;
  /** Directory of a CDK app, unless there is an `assembly`. */
  readonly app?: string;
  readonly assembly?: string;
  /** Whether what functions log is printed. */
  readonly logs: boolean;
  /** Whether the app is watched. */
  readonly watch: boolean;
  /** File with the text to print. */
  readonly welcome?: string;
  /** Modules by the path that they serve. */
  readonly mount: readonly { readonly path: string; readonly file: string }[];
}

/** Reads the arguments and `DATABASE_URL`. Throws with the option, what it takes and what was given. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const values = parsed(args);
  if (values.app !== undefined && values.assembly !== undefined)
    throw new Error(
      '--app and --assembly exclude each other: one synthesizes, the other runs what is there.',
    );
  if (values.watch && values.assembly !== undefined)
    throw new Error('--watch watches an app, and --assembly names none; give --app, or leave --watch out.');
  return {
    help: values.help,
    app: values.app,
    assembly: values.assembly,
    stack: values.stack,
    beside: values.beside ?? [],
    welcome: values.welcome,
    logs: values.logs,
    watch: values.watch,
    mount: (values.mount ?? []).map(mountOf),
    host: values.host,
    allowRemote: values['allow-remote'],
    port: numberOf('--port', values.port, 0, 65_535, 'a whole number'),
    timeScale: numberOf('--time-scale', values['time-scale'], 0.001, 100_000),
    dataDir: values['data-dir'],
    databaseUrl: databaseUrl(env.DATABASE_URL),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}. --help lists the options.`, { cause: error });
  }
}

/** What was given is not shown: there is a password in it. */
function databaseUrl(given: string | undefined): string | undefined {
  if (!given) return undefined;
  if (/^postgres(ql)?:\/\//.test(given) && URL.canParse(given)) return given;
  throw new Error(
    'DATABASE_URL takes postgres://user:password@host:port/database; what it has is none (and is not shown, for there may be a password in it).',
  );
}

function mountOf(given: string): { path: string; file: string } {
  const [, path, file] = /^(\/[\w-]+)=(.+)$/.exec(given) ?? [];
  if (path !== undefined && file !== undefined && path !== '/_local') return { path, file };
  throw new Error(`--mount takes /PATH=FILE, such as /console=dist/console.js, given "${given}".`);
}

function numberOf(option: string, given: string, least: number, most: number, kind = 'a number'): number {
  const value = Number(given);
  const isKind = kind === 'a number' || Number.isInteger(value);
  if (given.trim() !== '' && isKind && value >= least && value <= most) return value;
  throw new Error(`${option} takes ${kind} from ${least} to ${most}, given "${given}".`);
}
