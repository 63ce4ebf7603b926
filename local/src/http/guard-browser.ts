import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../kernel/aws-error';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** A name that Docker gives the machine itself; no web page can be served under it. */
const MACHINE_NAMES: ReadonlySet<string> = new Set(['host.docker.internal']);

/** Whether an address to listen on can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Refuses what a web page in this machine's browser could send: a foreign name that was rebound to 127.0.0.1, or a request
 * from another origin. An endpoint that is open to the network is also called by its address.
 */
export function guardBrowser(headers: IncomingHttpHeaders, open: boolean): void {
  const host = headers.host ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (!isOwnName(name, open))
    throw refused(`the host name "${host}" is not this endpoint's; use 127.0.0.1 or localhost`);
  if (headers.origin !== undefined && headers.origin !== `http://${host}`)
    throw refused(`the web page at ${headers.origin} may not use this endpoint`);
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw refused('a web page of another site may not use this endpoint');
}

/** SDKs put `sync-` before the host of `StartSyncExecution`; a name that begins so is nobody's web site. */
function isOwnName(name: string, open: boolean): boolean {
  const bare = name.replace(/^sync-/, '');
  if (LOOPBACK_NAMES.has(bare)) return true;
  return open && (MACHINE_NAMES.has(bare) || /^[\d.]+$/.test(bare) || /^\[[\da-f:.]+\]$/.test(bare));
}

function refused(why: string): AwsError {
  return new AwsError('AccessDeniedException', `Refused: ${why}.`, 403);
}
