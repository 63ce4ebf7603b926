import { UserError } from '../terminal/user-error';

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
