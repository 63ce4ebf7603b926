import { timingSafeEqual } from 'node:crypto';
import { UserError } from '../terminal/user-error';
import type { ConsoleRequest } from './console-request';

/** A browser may not ask this: the page answers it with 403. */
export class ForbiddenError extends UserError {}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Lets through only what a page of ours asks: by a name of this machine, so that a foreign name which was rebound to it is none; and
 * not from a page of another origin. Throws a `ForbiddenError`.
 */
export function guardOrigin({ headers }: ConsoleRequest): void {
  const host = one(headers.host);
  if (!LOOPBACK.test(host)) throw forbidden(`the host name ${JSON.stringify(host)} is not this machine's`);
  const origin = headers.origin === undefined ? undefined : one(headers.origin);
  if (origin !== undefined && origin !== `http://${host}`)
    throw forbidden(`a page of ${JSON.stringify(origin)} may not ask`);
  const site = one(headers['sec-fetch-site']);
  if (site !== '' && site !== 'same-origin' && site !== 'none')
    throw forbidden('a page of another site may not ask');
}

/** Everything that shows or changes data is asked with the token that only our page was given. Throws a `ForbiddenError`. */
export function guardToken({ headers }: ConsoleRequest, token: string): void {
  const [given, wanted] = [one(headers['x-console-token']), token].map((text) => Buffer.from(text));
  if (given?.length === wanted?.length && timingSafeEqual(given as Buffer, wanted as Buffer)) return;
  throw forbidden('the request has no token of this page, or one of an earlier start');
}

function forbidden(what: string): ForbiddenError {
  return new ForbiddenError({
    where: 'console',
    what,
    fix: 'Open the page by the address that was printed, or load it again.',
  });
}

function one(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join() : (value ?? '');
}
