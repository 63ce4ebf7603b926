import { UserError } from '../terminal/user-error';

/** What every SDK client is built with; the SDK finds the rest (profile files, roles, `AWS_ENDPOINT_URL`) by itself. */
export interface AwsConfig {
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts?: number;
  readonly logger?: Logger;
  readonly requestHandler?: Readonly<Record<string, number | boolean>>;
}

type Logger = Readonly<Record<'debug' | 'info' | 'warn' | 'error', () => void>>;

export interface AwsChoice {
  readonly region?: string;
  readonly profile?: string;
}

/** The local cloud checks no credentials, and real ones have no business there. */
const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

/**
 * An SDK without a logger warns on the console when there are static keys beside a profile, but `--profile` says which of them
 * is meant. The keys stay where they are: a profile with `credential_source = Environment` needs them.
 */
const QUIET: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Reads options and environment. Against an endpoint on this machine nothing needs to be configured. Throws a `UserError`
 * when the endpoint is no address.
 */
export function awsConfig({ region, profile }: AwsChoice, env: NodeJS.ProcessEnv): AwsConfig {
  checkEndpoint(env);
  // The SDK for JavaScript reads AWS_REGION only; operators who use the AWS CLI set the other one.
  const chosen = region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  const configured = profile !== undefined || env.AWS_PROFILE !== undefined;
  if (!isLocalEndpoint(env) || configured)
    return {
      ...(chosen !== undefined && { region: chosen }),
      ...(profile !== undefined && { logger: QUIET }),
    };
  const credentials = env.AWS_ACCESS_KEY_ID === undefined ? { credentials: LOCAL.credentials } : {};
  return { region: chosen ?? LOCAL.region, ...credentials };
}

/** Throws a `UserError` when `AWS_ENDPOINT_URL` is no address: the SDK would fail in its depths, and not name it. */
export function checkEndpoint({ AWS_ENDPOINT_URL: given }: NodeJS.ProcessEnv): void {
  // Without its scheme, localhost:4566 is a URL too: one of the scheme "localhost".
  if (!given || (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol))) return;
  throw new UserError({
    where: 'AWS_ENDPOINT_URL',
    what: 'is no http or https address',
    given,
    fix: 'Set it to one, such as http://127.0.0.1:4566 for the local cloud, or unset it for AWS.',
  });
}

/** Is the endpoint on this machine? */
export function isLocalEndpoint({ AWS_ENDPOINT_URL: endpoint }: NodeJS.ProcessEnv): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(endpoint).hostname);
}

/** Is an endpoint other than AWS's own in use? Then hosts get no prefix and there is no console. */
export function hasOwnEndpoint(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env.AWS_ENDPOINT_URL ?? env.AWS_ENDPOINT_URL_SFN);
}

/** Where the console draws an execution of an Express workflow; undefined where there is no console. */
export function consoleLink(arn: string, startedAt: number, env = process.env): string | undefined {
  if (hasOwnEndpoint(env)) return undefined;
  const region = arn.split(':')[3];
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/express-executions/details/${arn}?startDate=${startedAt}`;
}
