import type { GlobalOptions } from '../terminal/global-options';
import { maskText } from '../terminal/mask';
import { type Complaint, UserError } from '../terminal/user-error';
import { isUnreadable, operationOf } from './failed-operation';

/** Turns what went wrong between this machine and AWS into a line with its fix; undefined for a fault of this program. */
export function explainError(
  error: unknown,
  options: GlobalOptions,
  env = process.env,
): UserError | undefined {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error)) return undefined;
  const complaint = EXPLANATIONS.find(({ fits }) => fits(error))?.explain(error, options, env);
  return complaint && new UserError(complaint);
}

/** The same without its fix, to stand within a sentence or a table. */
export function explainBriefly(error: unknown, options: GlobalOptions): string | undefined {
  const complaint = explainError(error, options)?.complaint;
  return complaint && `${complaint.where}: ${complaint.what}`;
}

/** The same; a fault of this program is thrown on. */
export function explainOrThrow(error: unknown, options: GlobalOptions): string {
  const why = explainBriefly(error, options);
  if (why === undefined) throw error;
  return why;
}

interface Explanation {
  readonly fits: (error: Error) => boolean;
  readonly explain: (error: Error, options: GlobalOptions, env: NodeJS.ProcessEnv) => Complaint;
}

const EXPLANATIONS: readonly Explanation[] = [
  {
    fits: ({ name, message }) => name === 'ValidationError' && /does not exist/.test(message),
    explain: (_, { stack, region }, env) => ({
      where: `stack ${stack}`,
      what: `is not there in ${region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'this region'}`,
      fix: env.AWS_ENDPOINT_URL
        ? `Choose with --stack NAME and --region REGION; AWS_ENDPOINT_URL is ${env.AWS_ENDPOINT_URL}.`
        : 'Choose with --stack NAME and --region REGION; the local cloud needs AWS_ENDPOINT_URL=http://127.0.0.1:4566.',
    }),
  },
  {
    fits: ({ message }) => /Region is missing/.test(message),
    explain: () => ({
      where: 'region',
      what: 'none is configured',
      fix: 'Give --region REGION or set AWS_REGION.',
    }),
  },
  {
    fits: ({ name, message }) =>
      /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|TokenRefreshRequired|InvalidSignature|IncompleteSignature)/.test(
        name,
      ) || /Could not load credentials|security token .* (expired|invalid)/.test(message),
    explain: ({ message }) => ({
      where: 'credentials',
      what: firstLine(message),
      fix: 'Sign in (aws sso login), choose with --profile NAME, or set AWS_ENDPOINT_URL for the local cloud.',
    }),
  },
  {
    fits: ({ name, message }) =>
      /^AccessDenied|NotAuthorized/.test(name) || /not authorized to perform/.test(message),
    explain: ({ message }) => ({
      where: 'permission',
      what: firstLine(message),
      fix: 'Use a role that may do that, with --profile NAME.',
    }),
  },
  {
    fits: (error) => NETWORK.test(codeOf(error)),
    explain: (error, _, env) => ({
      where: env.AWS_ENDPOINT_URL ?? 'AWS',
      what: `cannot be reached, ${codeOf(error)}`,
      fix: env.AWS_ENDPOINT_URL
        ? 'Start the local cloud with npm start, or unset AWS_ENDPOINT_URL.'
        : 'Check the network and --region.',
    }),
  },
  {
    fits: isUnreadable,
    explain: (error, _, env) => ({
      where: operationOf(error) ?? 'AWS',
      what: `${env.AWS_ENDPOINT_URL ?? 'something between here and AWS'} did not answer as AWS does${statusOf(error)}`,
      fix: 'It may not have that operation: choose an endpoint that has it with AWS_ENDPOINT_URL; the local cloud does (npm start).',
    }),
  },
  {
    fits: ({ name }) => name === 'UnknownService',
    explain: (error) => ({
      where: operationOf(error) ?? 'AWS',
      what: 'this endpoint does not serve that',
      fix: 'Choose an endpoint that has it with AWS_ENDPOINT_URL, or unset it for AWS.',
    }),
  },
  {
    fits: (error) => '$metadata' in error,
    explain: (error, { reveal }) => ({
      where: operationOf(error) ?? 'AWS',
      // A service that refuses a value may quote it.
      what: `${error.name}: ${reveal ? firstLine(error.message) : maskText(firstLine(error.message))}`,
      fix: wasRefused(error)
        ? 'Nothing was changed by this call; when it is not your doing, try again.'
        : 'Whether it took effect is unknown; look before you repeat it.',
    }),
  },
];

const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError)$/;

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  const [first] = ((error as Partial<AggregateError>).errors ?? []) as unknown[];
  return first instanceof Error ? codeOf(first) : error.name;
}

/** With a 4xx the service says that it did not do it. */
function wasRefused(error: Error): boolean {
  const status = httpStatusOf(error) ?? 0;
  return status >= 400 && status < 500;
}

function statusOf(error: Error): string {
  const status = httpStatusOf(error);
  return status === undefined ? '' : ` (status ${status})`;
}

function httpStatusOf(error: Error): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}
