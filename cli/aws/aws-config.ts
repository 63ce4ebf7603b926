import { checkEndpoint, isLocalEndpoint } from './endpoint';

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
