import { UserError } from './user-error';

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
